package io.reelmill.gateway.store;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/**
 * Connections to PostgreSQL that are given up when nothing comes from the server for too long. One whose server has vanished
 * without closing it would otherwise be waited on for a quarter of an hour, until TCP gives up, and each one less is one less
 * for everybody.
 */
@Singleton
class WatchedConnections implements PgPoolCreator {

    /** Longer than the server works on one statement, {@code statement_timeout}: then it has answered, or is gone. */
    private static final int SILENCE_SECONDS = 40;

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList()
                .forEach(options -> options.setIdleTimeoutUnit(TimeUnit.SECONDS).setReadIdleTimeout(SILENCE_SECONDS));
        return PgPool.pool(input.vertx(), input.pgConnectOptionsList(), input.poolOptions());
    }
}

package io.reelmill.gateway.store;

import io.reelmill.common.message.Messages;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** Tells an absent database from a wrong request. */
public final class StoreFailures {

    /**
     * Classes of SQLSTATE that pass: connection, transaction rollback, resources, lock not available, operator
     * intervention, system error (PostgreSQL documentation, appendix A).
     */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57", "58");

    private static final int DEPTH = 20;

    private StoreFailures() {}

    /** A {@link StoreUnavailableException} when PostgreSQL, asked directly or through Hibernate, is the cause. */
    public static Throwable translate(Throwable failure) {
        if (unavailable(failure)) {
            return new StoreUnavailableException(failure);
        }
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static boolean unavailable(Throwable failure) {
        // A row that cannot be understood, for which the parser's exception is one of input and output.
        if (find(failure, Messages.UndecodableMessageException.class) != null) {
            return false;
        }
        String state = sqlState(failure);
        if (state != null) {
            return PASSING.stream().anyMatch(state::startsWith);
        }
        return find(failure, IOException.class) != null
                || find(failure, TimeoutException.class) != null
                || find(failure, VertxException.class) != null
                || find(failure, NoStackTraceThrowable.class) != null;
    }

    /** The driver's exception, or what Hibernate made of it. */
    private static String sqlState(Throwable failure) {
        PgException answer = find(failure, PgException.class);
        SQLException translated = find(failure, SQLException.class);
        if (answer != null) {
            return answer.getSqlState();
        }
        return translated == null ? null : translated.getSQLState();
    }

    private static <T extends Throwable> T find(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}

package io.reelmill.gateway.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Runs each transaction on a Vert.x context of its own, so that it may be asked for from any thread, and even from
 * within another one. What follows runs on the caller's context again, if it has one.
 */
@ApplicationScoped
class Transactions {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx;

    Transactions(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Does the work in one transaction.
     *
     * @return fails with {@link StoreUnavailableException} when PostgreSQL is the cause
     */
    <T> Uni<T> run(Function<Mutiny.Session, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Context caller = Vertx.currentContext();
            Uni<T> transaction = onContextOfItsOwn(work)
                    .ifNoItem()
                    .after(PATIENCE)
                    .failWith(() -> new TimeoutException("no answer within " + PATIENCE))
                    .onFailure()
                    .transform(StoreFailures::translate);
            return caller == null
                    ? transaction
                    : transaction.emitOn(then -> caller.runOnContext(ignored -> then.run()));
        });
    }

    private <T> Uni<T> onContextOfItsOwn(Function<Mutiny.Session, Uni<T>> work) {
        Context root = ((VertxInternal) vertx).createEventLoopContext();
        Context own = VertxContext.createNewDuplicatedContext(root);
        VertxContextSafetyToggle.setContextSafe(own, true);
        return Uni.createFrom()
                .emitter(emitter -> own.runOnContext(ignored -> Panache.withTransaction(
                                () -> Panache.getSession().flatMap(work::apply))
                        .subscribe()
                        .with(emitter::complete, emitter::fail)));
    }
}

package io.reelmill.gateway.store;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** Tells an absent database from a wrong request. */
final class StoreFailures {

    /**
     * Classes of SQLSTATE that pass: connection, transaction rollback, resources, lock not available, operator
     * intervention, system error (PostgreSQL documentation, appendix A).
     */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57", "58");

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int DEPTH = 20;

    private StoreFailures() {}

    static Throwable translate(Throwable failure) {
        if (unavailable(failure)) {
            return new StoreUnavailableException(failure);
        }
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    static boolean duplicate(Throwable failure) {
        PgException answer = find(failure, PgException.class);
        return answer != null && UNIQUE_VIOLATION.equals(answer.getSqlState());
    }

    private static boolean unavailable(Throwable failure) {
        PgException answer = find(failure, PgException.class);
        if (answer != null) {
            String state = answer.getSqlState();
            return state != null && PASSING.contains(state.substring(0, 2));
        }
        return find(failure, IOException.class) != null
                || find(failure, TimeoutException.class) != null
                || find(failure, VertxException.class) != null
                || find(failure, NoStackTraceThrowable.class) != null;
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

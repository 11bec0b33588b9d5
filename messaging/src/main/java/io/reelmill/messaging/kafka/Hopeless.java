package io.reelmill.messaging.kafka;

import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/** Knows messages that no broker will ever take, such as one that is too large. */
public final class Hopeless {

    private Hopeless() {}

    /** Whether trying again is in vain; false for null. */
    public static boolean is(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !hopeless(cause)) {
            cause = cause.getCause() == cause ? null : cause.getCause();
        }
        return cause != null;
    }

    private static boolean hopeless(Throwable cause) {
        return cause instanceof RecordTooLargeException
                || cause instanceof RecordBatchTooLargeException
                || cause instanceof SerializationException
                || cause instanceof InvalidTopicException;
    }
}

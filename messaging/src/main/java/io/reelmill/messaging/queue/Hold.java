package io.reelmill.messaging.queue;

/** The broker's hold on a record that is being handled. For the thread that handles it only. */
public interface Hold {

    /**
     * Holds the record for the whole time again, as if it had just been delivered.
     *
     * @throws LostException when the broker does not, or does not say so: the record comes back, here or elsewhere
     */
    void renew();

    /** A record that is not held any more, or not known to be. */
    final class LostException extends RuntimeException {
        LostException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}

package io.reelmill.stack.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The stack does not answer any more: it has ended since it was found. */
public final class StackGoneException extends UncheckedIOException {

    StackGoneException(IOException cause) {
        super("the stack does not answer, it has ended meanwhile: " + cause.getMessage(), cause);
    }
}

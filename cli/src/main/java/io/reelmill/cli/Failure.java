package io.reelmill.cli;

import io.reelmill.cli.gateway.GatewayException;
import io.reelmill.common.message.Messages.UndecodableMessageException;
import io.reelmill.stack.supervise.StackGoneException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * How something that was thrown ends a command.
 *
 * @param exitCode one of {@link ExitCode}
 * @param code stable code for scripts
 * @param detail a sentence for people
 */
public record Failure(int exitCode, String code, String detail) {

    /** How that ends a command. Pure. */
    public static Failure of(Throwable thrown) {
        if (thrown instanceof CliException e) {
            return new Failure(e.exitCode(), e.code(), e.getMessage());
        }
        if (thrown instanceof StackGoneException) {
            return new Failure(
                    ExitCode.STACK, "STACK_DOWN", "the stack has ended meanwhile; start it with: reelmill up");
        }
        if (thrown instanceof GatewayException e) {
            return new Failure(ExitCode.GATEWAY, e.code(), e.getMessage());
        }
        if (thrown instanceof UndecodableMessageException e) {
            return new Failure(
                    ExitCode.GATEWAY, "ANSWER_NOT_READABLE", "the gateway's answer cannot be read: " + e.getMessage());
        }
        if (thrown instanceof IOException || thrown instanceof UncheckedIOException) {
            return new Failure(ExitCode.FILES, "FILE_ERROR", "reading or writing failed: " + cause(thrown));
        }
        return new Failure(ExitCode.INTERNAL, "INTERNAL", "unexpected error: " + thrown);
    }

    private static Throwable cause(Throwable thrown) {
        return thrown instanceof UncheckedIOException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** Whether only its stack trace can explain it. */
    public boolean unexpected() {
        return exitCode == ExitCode.INTERNAL;
    }
}

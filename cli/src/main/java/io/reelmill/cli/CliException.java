package io.reelmill.cli;

/** Something that ends a command: a stable code for scripts, a sentence for people, and the exit code. */
public final class CliException extends RuntimeException {

    private final int exitCode;
    private final String code;

    /**
     * @param exitCode one of {@link ExitCode}
     * @param code stable code, in the words of the HTTP API where it comes from there
     * @param detail what happened and what to do
     */
    public CliException(int exitCode, String code, String detail) {
        super(detail);
        this.exitCode = exitCode;
        this.code = code;
    }

    /** The exit code. */
    public int exitCode() {
        return exitCode;
    }

    /** The stable code. */
    public String code() {
        return code;
    }
}

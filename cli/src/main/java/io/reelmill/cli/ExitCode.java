package io.reelmill.cli;

/** How {@code reelmill} ends; documented in its help. */
public final class ExitCode {

    /** Everything that was asked for is done. */
    public static final int OK = 0;
    /** A job failed or was cancelled; its code says why. */
    public static final int JOB_FAILED = 1;
    /** The command line is wrong. */
    public static final int USAGE = 2;
    /** The stack could not be started, or does not run. */
    public static final int STACK = 3;
    /** An input cannot be read, or an output cannot be written. */
    public static final int FILES = 4;
    /** The gateway refused the job or cannot be reached. */
    public static final int GATEWAY = 5;
    /** Something went wrong that nobody thought of. */
    public static final int INTERNAL = 70;
    /** Interrupted by Ctrl-C. */
    public static final int INTERRUPTED = 130;

    /** All of them, for the help. */
    public static final String HELP =
            """
            0 done; 1 a job failed; 2 wrong usage; 3 the stack could not be started or does not run; \
            4 an input cannot be read or an output cannot be written; 5 the gateway refused or cannot be reached; \
            70 an unexpected error; 130 interrupted""";

    private ExitCode() {}
}

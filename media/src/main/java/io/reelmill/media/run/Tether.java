package io.reelmill.media.run;

import java.util.ArrayList;
import java.util.List;

/**
 * Wraps a command so that it cannot outlive this process: a shell holds the read end of a pipe whose write end only this
 * process has, and kills the command when the pipe closes, as it does even when this process is killed. The command gets a
 * raised {@code oom_score_adj}, so that the kernel takes it and not the JVM when memory runs out.
 */
final class Tether {

    /** Raised, but below the 1000 that would invite the kernel to choose it first on the whole machine. */
    private static final int OOM_SCORE_ADJ = 800;

    /** First line on standard output: {@code pid=}; last two lines: the shell's and the command's CPU times. */
    private static final String SCRIPT =
            """
            exec 3<&0
            ( echo %d > /proc/self/oom_score_adj; exec "$@" 3<&- 4>&- ) </dev/null 2>&4 &
            child=$!
            echo "pid=$child"
            ( cat <&3; kill -9 $child ) >/dev/null 2>&1 4>&- &
            exec 3<&- </dev/null
            wait $child
            code=$?
            times
            exit $code
            """
                    .formatted(OOM_SCORE_ADJ);

    private Tether() {}

    static List<String> wrap(List<String> command) {
        List<String> wrapped = new ArrayList<>(List.of("sh", "-c", "exec 4>&2 2>/dev/null\n" + SCRIPT, "tether"));
        wrapped.addAll(command);
        return wrapped;
    }
}

package io.reelmill.stack.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A JVM of its own that starts a child, which starts another, writes their process ids to {@code pids} and waits to be killed. */
final class TestingParent {

    private TestingParent() {}

    static Process start(Path directory) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestingParent.class.getName(),
                        directory.toString()))
                .inheritIO()
                .start();
    }

    public static void main(String[] arguments) {
        ChildProcess.start(
                        ChildProcessIT.spec(
                                Path.of(arguments[0]),
                                "trap '' INT; sleep 300 & echo $$ >pids.partial; echo $! >>pids.partial; mv pids.partial pids; while :; do sleep 0.05; done"))
                .exit()
                .join();
    }
}

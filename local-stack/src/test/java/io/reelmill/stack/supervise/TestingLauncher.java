package io.reelmill.stack.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A JVM of its own that starts a stack, writes a file when it is ready, and waits to be killed. */
final class TestingLauncher {

    private TestingLauncher() {}

    static Process start(Path home, Path services, Path readyFile) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestingLauncher.class.getName(),
                        home.toString(),
                        services.toString(),
                        readyFile.toString())
                .inheritIO()
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        new StackLauncher(new StackHome(Path.of(arguments[0])))
                .start(new StackOptions(Path.of(arguments[1]), 1, 1), state -> {});
        Files.createFile(Path.of(arguments[2]));
        new CountDownLatch(1).await();
    }
}

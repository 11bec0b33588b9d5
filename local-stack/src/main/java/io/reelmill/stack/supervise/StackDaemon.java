package io.reelmill.stack.supervise;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The process that a stack lives in. Its standard input is held by who started it: when that ends before the stack is to
 * be kept, so does the stack.
 */
public final class StackDaemon {

    /** Exit code when another stack has the home. */
    public static final int TAKEN = 3;

    private StackDaemon() {}

    /**
     * Runs a stack until it is told to end.
     *
     * @param arguments home, directory of the services, number of workers, slots of each, memory for
     *     work in bytes, a word that only the starter knows
     */
    public static void main(String[] arguments) {
        try {
            run(arguments);
            System.exit(0);
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(String[] arguments) throws IOException {
        StackHome home = new StackHome(Path.of(arguments[0]));
        StackOptions options = new StackOptions(
                Path.of(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Long.parseLong(arguments[4]));
        OwnClasses.load();
        Files.createDirectories(home.root());
        try (FileChannel file = FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            if (lock == null) {
                System.err.println("another stack runs in " + home.root());
                System.exit(TAKEN);
            }
            new RunningStack(home, options, arguments[5]).run();
        }
    }
}

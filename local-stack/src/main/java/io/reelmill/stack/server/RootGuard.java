package io.reelmill.stack.server;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** PostgreSQL refuses to run as root; in a user namespace of its own it does not know that it does. */
final class RootGuard {

    private static final String UNSHARE = "unshare";

    private RootGuard() {}

    /**
     * The command as it can be run by that user.
     *
     * @throws IllegalStateException when the user is root and there is no {@code unshare} on the path
     */
    static List<String> wrap(List<String> command, String user, String path) {
        if (!user.equals("root")) {
            return command;
        }
        if (Arrays.stream(Objects.requireNonNullElse(path, "").split(File.pathSeparator))
                .noneMatch(folder -> Files.isExecutable(Path.of(folder, UNSHARE)))) {
            throw new IllegalStateException("PostgreSQL does not run as root, and there is no unshare on the PATH that"
                    + " would hide it; install util-linux, or run reelmill as another user");
        }
        List<String> wrapped = new ArrayList<>(List.of(UNSHARE, "-U"));
        wrapped.addAll(command);
        return wrapped;
    }
}

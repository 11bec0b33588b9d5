package io.reelmill.chart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Programs of others that tests use where there are some. */
final class Programs {

    private Programs() {}

    /** Whether there is such a program on the path. */
    static boolean onPath(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}

package io.reelmill.cli.transcode;

import io.reelmill.cli.CliException;
import io.reelmill.cli.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides where results go, and refuses what would be lost, before any work is done. */
final class Destinations {

    /** What the file systems of Linux and macOS take. */
    private static final int MAX_NAME_BYTES = 255;

    private Destinations() {}

    /**
     * One destination for each input.
     *
     * @param output as given; null for beside the inputs
     * @param renditions names that results are expected to have
     * @param force whether files may be replaced
     */
    static List<Destination> of(List<Input> inputs, String output, List<String> renditions, boolean force) {
        Path given = output == null ? null : path(output);
        boolean folder = output != null && (output.endsWith("/") || Files.isDirectory(given));
        if (output != null && !folder && inputs.size() > 1) {
            throw new CliException(
                    ExitCode.USAGE, "USAGE", "several inputs need a folder as output, such as " + output + "/");
        }
        List<Destination> destinations = new ArrayList<>();
        Set<Path> taken = new HashSet<>();
        for (Input input : inputs) {
            Destination destination = Destination.of(input, given, folder);
            for (Path path : destination.expected(renditions)) {
                check(input, path.toAbsolutePath().normalize(), taken, force);
            }
            destinations.add(destination);
        }
        return destinations;
    }

    private static Path path(String output) {
        try {
            return Path.of(output);
        } catch (InvalidPathException e) {
            throw new CliException(
                    ExitCode.USAGE, "USAGE", "%s cannot be a file here: %s".formatted(output, e.getReason()));
        }
    }

    private static void check(Input input, Path path, Set<Path> taken, boolean force) {
        if (!taken.add(path)) {
            throw new CliException(ExitCode.USAGE, "USAGE", "two inputs would be written to " + path);
        }
        if (!input.isAddress() && path.equals(input.file().toAbsolutePath().normalize())) {
            throw new CliException(ExitCode.FILES, "OUTPUT_IS_INPUT", path + " is the input itself");
        }
        if (!fits(String.valueOf(path.getFileName()))) {
            throw new CliException(
                    ExitCode.FILES,
                    "OUTPUT_NAME_TOO_LONG",
                    "the name of %s has more than %d bytes; give a shorter one with -o"
                            .formatted(path, MAX_NAME_BYTES));
        }
        refuseExisting(path, force);
    }

    /** Whether a file can have that name. */
    static boolean fits(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES;
    }

    /** Throws {@link CliException} for a file that is there and may not be replaced. */
    static void refuseExisting(Path path, boolean force) {
        if (Files.exists(path) && !force) {
            throw new CliException(
                    ExitCode.FILES, "OUTPUT_EXISTS", path + " exists; give --force to replace it, or another -o");
        }
    }
}

package io.reelmill.cli.transcode;

import io.reelmill.cli.CliException;
import io.reelmill.cli.ExitCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A source as named on the command line.
 *
 * @param text as given
 * @param file the file; null for an address
 */
record Input(String text, Path file) {

    private static final Pattern ADDRESS = Pattern.compile("https?://.+", Pattern.CASE_INSENSITIVE);

    /** Throws {@link CliException} when it is a file that cannot be read, or not an address. */
    static Input of(String text) {
        if (ADDRESS.matcher(text).matches()) {
            checkAddress(text);
            return new Input(text, null);
        }
        Path file = file(text);
        if (!Files.exists(file)) {
            throw new CliException(ExitCode.FILES, "INPUT_NOT_FOUND", text + " does not exist");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new CliException(ExitCode.FILES, "INPUT_NOT_READABLE", text + " is not a file that can be read");
        }
        return new Input(text, file);
    }

    private static void checkAddress(String text) {
        try {
            if (new URI(text).getHost() != null) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new CliException(ExitCode.USAGE, "BAD_ADDRESS", "not an address: " + e.getMessage());
        }
        throw new CliException(ExitCode.USAGE, "BAD_ADDRESS", "not an address, it names no host: " + text);
    }

    private static Path file(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CliException(
                    ExitCode.FILES, "INPUT_NOT_FOUND", "%s cannot be a file here: %s".formatted(text, e.getReason()));
        }
    }

    boolean isAddress() {
        return file == null;
    }

    /** The name of the file, without its folders. */
    String fileName() {
        if (!isAddress()) {
            return file.getFileName().toString();
        }
        String path = URI.create(text).getPath();
        String name = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
        return name.isEmpty() ? "video" : name;
    }

    /** The name without its extension. */
    String stem() {
        String name = fileName();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Where results go when nothing is said: next to a file, and to the working directory for an address. */
    Path folder() {
        Path parent = isAddress() ? null : file.getParent();
        return parent == null ? Path.of("") : parent;
    }
}

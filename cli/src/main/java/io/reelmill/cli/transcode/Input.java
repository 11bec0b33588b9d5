package io.reelmill.cli.transcode;

import io.reelmill.cli.CliException;
import io.reelmill.cli.ExitCode;
import java.net.URI;
import java.nio.file.Files;
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

    /** Throws {@link CliException} when it is a file that cannot be read. */
    static Input of(String text) {
        if (ADDRESS.matcher(text).matches()) {
            return new Input(text, null);
        }
        Path file = Path.of(text);
        if (!Files.exists(file)) {
            throw new CliException(ExitCode.FILES, "INPUT_NOT_FOUND", text + " does not exist");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new CliException(ExitCode.FILES, "INPUT_NOT_READABLE", text + " is not a file that can be read");
        }
        return new Input(text, file);
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

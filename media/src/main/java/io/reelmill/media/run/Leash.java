package io.reelmill.media.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts a command under a small shell that kills it when this process dies, even by SIGKILL, that makes the kernel
 * choose it first when memory runs out, and that takes root's powers from it, but for those over files.
 */
final class Leash implements Launcher {

    private static final String SCRIPT = script();

    @Override
    public Process launch(List<String> command, Map<String, String> environment, Path directory) throws IOException {
        List<String> line = new ArrayList<>(List.of("sh", "-c", SCRIPT, "leash"));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C");
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        return builder.start();
    }

    private static String script() {
        try (InputStream in = Leash.class.getResourceAsStream("leash.sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.reelmill.e2e;

import io.reelmill.media.TestingTools;
import java.nio.file.Path;
import java.util.List;

/** Small questions about files, answered by ffprobe. */
final class Streams {

    private Streams() {}

    /** One value per stream, in order; streams without it are left out. */
    static List<String> of(Path file, String entry) {
        return probe("-show_entries", entry, file);
    }

    static int chapters(Path file) {
        return probe("-show_entries", "chapter=start", file).size();
    }

    static String title(Path file) {
        return String.join("", probe("-show_entries", "format_tags=title", file));
    }

    static Path soundOnly(Path file, int seconds) {
        TestingTools.ffmpeg(List.of(
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:sample_rate=48000:duration=" + seconds,
                "-y",
                file.toString()));
        return file;
    }

    private static List<String> probe(String option, String entry, Path file) {
        return TestingTools.ffprobe(List.of("-v", "error", option, entry, "-of", "default=nw=1:nk=1", file.toString()))
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }
}

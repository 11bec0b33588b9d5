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

    /** When the keyframes of the picture are shown, in seconds. */
    static List<String> keyframes(Path file) {
        return TestingTools.ffprobe(List.of(
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "packet=pts_time,flags",
                        "-of",
                        "csv=p=0",
                        file.toString()))
                .lines()
                .filter(packet -> packet.contains(",K"))
                .map(packet -> packet.split(",")[0])
                .toList();
    }

    /** The same file with cover art, which becomes the n-th picture, from 0. */
    static Path covered(Path file, int picture, Path covered) {
        Path cover = file.resolveSibling("cover.jpg");
        TestingTools.ffmpeg(List.of(
                "-y",
                "-f",
                "lavfi",
                "-i",
                "color=red:s=64x64",
                "-frames:v",
                "1",
                "-pix_fmt",
                "yuvj420p",
                cover.toString()));
        TestingTools.ffmpeg(List.of(
                "-y",
                "-i",
                file.toString(),
                "-i",
                cover.toString(),
                "-map",
                "0",
                "-map",
                "1",
                "-c",
                "copy",
                "-disposition:v:" + picture,
                "attached_pic",
                covered.toString()));
        return covered;
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

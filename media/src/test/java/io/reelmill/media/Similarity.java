package io.reelmill.media;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** How alike the pictures of two files are. */
public final class Similarity {

    private static final Pattern ALL = Pattern.compile("All:([\\d.]+|inf)");

    private Similarity() {}

    /**
     * SSIM of each pair of pictures, in order; the second file's are scaled to the first's size. Timestamps play no part: the
     * n-th picture is compared with the n-th.
     */
    public static List<Double> ssim(Path one, Path other, int width, int height) {
        String normal = "scale=" + width + ":" + height + ":flags=bicubic,format=yuv420p,settb=1/25,setpts=N";
        byte[] lines = TestingTools.ffmpegOutput(List.of(
                "-i",
                one.toString(),
                "-i",
                other.toString(),
                "-filter_complex",
                "[0:v:0]" + normal + "[a];[1:v:0]" + normal + "[b];[a][b]ssim=stats_file=-:shortest=1",
                "-fps_mode",
                "passthrough",
                "-f",
                "null",
                "-"));
        return new String(lines, StandardCharsets.UTF_8)
                .lines()
                .map(ALL::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(match -> Double.parseDouble(match.group(1)))
                .toList();
    }
}

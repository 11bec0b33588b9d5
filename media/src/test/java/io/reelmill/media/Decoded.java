package io.reelmill.media;

import io.reelmill.common.plan.Rational;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The pictures of a file, decoded from start to end as a player shows them: turned upright, hidden frames left out.
 *
 * @param numbers number of each picture in the order of display, -1 where it cannot be read
 * @param flashes positions (not numbers) of pictures that flash
 * @param times presentation time of each picture in seconds, exactly
 */
public record Decoded(List<Integer> numbers, List<Integer> flashes, List<Rational> times) {

    public Decoded {
        numbers = List.copyOf(numbers);
        flashes = List.copyOf(flashes);
        times = List.copyOf(times);
    }

    /** Decodes the first video track. */
    public static Decoded of(Path file) {
        return of(file, List.of());
    }

    /**
     * Decodes the first video track.
     *
     * @param inputOptions options before the input, for media that cannot be read without them
     */
    public static Decoded of(Path file, List<String> inputOptions) {
        List<Integer> numbers = new ArrayList<>();
        List<Integer> flashes = new ArrayList<>();
        List<String> command = new ArrayList<>(inputOptions);
        command.addAll(List.of("-i", file.toString(), "-map", "0:v:0", "-fps_mode", "passthrough", "-vf"));
        command.add("scale=" + NumberedPicture.READ_WIDTH + ":" + NumberedPicture.READ_HEIGHT
                + ":flags=area:out_range=tv,format=gray");
        command.addAll(List.of("-f", "rawvideo", "pipe:1"));
        TestingTools.ffmpeg(command, out -> {}, in -> read(in, numbers, flashes));
        return new Decoded(numbers, flashes, times(file));
    }

    private static void read(InputStream in, List<Integer> numbers, List<Integer> flashes) throws IOException {
        DataInputStream pictures = new DataInputStream(in);
        byte[] luma = new byte[NumberedPicture.READ_WIDTH * NumberedPicture.READ_HEIGHT];
        while (true) {
            try {
                pictures.readFully(luma);
            } catch (EOFException e) {
                return;
            }
            if (NumberedPicture.flash(luma)) {
                flashes.add(numbers.size());
            }
            numbers.add(NumberedPicture.number(luma));
        }
    }

    /** Presentation times of the frames that decode, in seconds. */
    private static List<Rational> times(Path file) {
        Rational timeBase = timeBase(file);
        return TestingTools.ffprobe(List.of(
                        "-select_streams", "v:0", "-show_entries", "frame=pts", "-of", "csv=p=0", file.toString()))
                .lines()
                .map(line -> line.split(",")[0])
                .filter(pts -> !pts.isBlank() && !pts.equals("N/A"))
                .map(pts -> timeBase.times(Long.parseLong(pts)))
                .toList();
    }

    /** Seconds per tick of the first video track. */
    public static Rational timeBase(Path file) {
        return Rational.parse(videoEntry(file, "time_base"));
    }

    /** One entry of the first video track as ffprobe prints it, e.g. {@code color_transfer}; empty when it is absent. */
    public static String videoEntry(Path file, String entry) {
        return TestingTools.ffprobe(List.of(
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "stream=" + entry,
                        "-of",
                        "default=nw=1:nk=1",
                        file.toString()))
                .lines()
                .findFirst()
                .orElse("")
                .strip();
    }

    /** Mastering display and content light of the first picture, each number of them, exactly; empty when it has none. */
    public static List<String> light(Path file) {
        return TestingTools.ffprobe(List.of(
                        "-select_streams",
                        "v:0",
                        "-read_intervals",
                        "%+#1",
                        "-show_frames",
                        "-show_entries",
                        "frame_side_data_list",
                        "-of",
                        "default=nw=1",
                        file.toString()))
                .lines()
                .filter(line -> line.matches("(red|green|blue|white_point)_[xy]=.*|(min|max)_.*=.*"))
                .sorted()
                .toList();
    }

    /** Red, green and blue of the first pixel of the first picture, as a player shows it. */
    public static int[] firstColor(Path file) {
        byte[] rgb = TestingTools.ffmpegOutput(List.of(
                "-i",
                file.toString(),
                "-map",
                "0:v:0",
                "-frames:v",
                "1",
                "-vf",
                "format=rgb24",
                "-f",
                "rawvideo",
                "pipe:1"));
        return new int[] {rgb[0] & 0xff, rgb[1] & 0xff, rgb[2] & 0xff};
    }

    /** The numbers 0 to n-1. */
    public static List<Integer> range(int n) {
        return IntStream.range(0, n).boxed().toList();
    }

    /** Presentation times in seconds from the first picture. */
    public List<Rational> rebasedTimes() {
        return times.stream().map(time -> time.minus(times.get(0)).reduced()).toList();
    }

    /** Times at which flashes begin, in seconds. */
    public List<Double> flashTimes() {
        return flashes.stream()
                .filter(at -> at == 0 || !flashes.contains(at - 1))
                .map(at -> times.get(at).toDouble())
                .toList();
    }
}

package io.reelmill.merge;

import io.reelmill.media.TestingTools;
import io.reelmill.media.probe.MediaProbe;
import io.reelmill.media.probe.ProbeException;
import io.reelmill.media.probe.ProbedStream;
import io.reelmill.media.probe.Prober;
import io.reelmill.media.run.FfmpegRunner;
import io.reelmill.media.run.FfprobeRunner;
import io.reelmill.media.run.RunResult;
import io.reelmill.media.tool.MediaTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes clips whose every frame carries its number in pixels, and looks at what came out by decoding it. */
final class TestingMedia {

    static final MediaTools TOOLS = MediaTools.locate(System.getenv());
    static final FfmpegRunner FFMPEG = new FfmpegRunner(TOOLS);
    static final FfprobeRunner FFPROBE = new FfprobeRunner(TOOLS);

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int BITS = 16;

    /** A picture of moving shapes; the strip on top holds the frame's number, least significant bit on the left. */
    static final String PICTURE = "testsrc2=s=320x160:r=%1$s[picture];"
            + "nullsrc=s=320x16:r=%1$s,geq=lum='16+219*mod(floor(N/pow(2\\,floor(X/20)))\\,2)':cb=128:cr=128[number];"
            + "[number][picture]vstack,hue=h=40*t,eq=brightness='0.25*sin(t)':eval=frame,format=yuv420p";

    private TestingMedia() {}

    /** Runs ffmpeg; words are split at blanks, a word with blanks is given as an argument of its own. */
    static void ffmpeg(Path dir, Object... words) {
        List<String> args = new ArrayList<>(List.of("-y"));
        for (Object word : words) {
            String text = word.toString();
            args.addAll(
                    text.startsWith("\u0001")
                            ? List.of(text.substring(1))
                            : Arrays.asList(text.strip().split(" +")));
        }
        TestingTools.ffmpeg(args);
    }

    /** Keeps a word whole. */
    static String word(String text) {
        return "\u0001" + text;
    }

    static RunResult run(Path dir, List<String> args) {
        try {
            RunResult result = FFMPEG.run(args, dir, LIMIT);
            if (result.exitCode() != 0) {
                throw new IllegalStateException(args + "\n" + result.stderrTail());
            }
            return result;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String picture(String rate) {
        return word(PICTURE.formatted(rate));
    }

    /** Numbers in the pixels of all decoded frames, in the order of display. */
    static List<Integer> frameNumbers(Path file, Path dir) throws IOException {
        Path raw = dir.resolve("numbers.gray");
        ffmpeg(
                dir,
                "-i",
                word(file.toString()),
                "-map 0:v:0 -fps_mode passthrough -vf",
                word("scale=320:176,crop=320:16:0:0,format=gray"),
                "-f rawvideo",
                word(raw.toString()));
        byte[] bytes = Files.readAllBytes(raw);
        List<Integer> numbers = new ArrayList<>();
        for (int frame = 0; frame < bytes.length / (320 * 16); frame++) {
            int number = 0;
            for (int bit = 0; bit < BITS; bit++) {
                int at = frame * 320 * 16 + 8 * 320 + bit * 20 + 10;
                number |= (bytes[at] & 0xff) > 128 ? 1 << bit : 0;
            }
            numbers.add(number);
        }
        return numbers;
    }

    /** Lines of ffprobe in csv without section names. */
    static List<String> probe(Path file, String... words) {
        List<String> args = new ArrayList<>(List.of(words));
        args.addAll(List.of("-of", "csv=p=0", file.toString()));
        return TestingTools.ffprobe(args)
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The streams of a file as planning sees them. */
    static List<ProbedStream> streams(Path file, Path dir) {
        Prober prober = new Prober(TOOLS, file.toString(), file.toFile().length(), dir);
        try {
            return new MediaProbe(prober, LIMIT).file().streams();
        } catch (ProbeException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static long[] videoPts(Path file) {
        return probe(file, "-select_streams", "v:0", "-show_entries", "packet=pts").stream()
                .mapToLong(l -> Long.parseLong(l.split(",")[0]))
                .sorted()
                .toArray();
    }

    /** Mono samples of an audio track as decoded, from its first presented one. */
    static short[] samples(Path file, int track, Path dir) {
        Path raw = dir.resolve("samples.raw");
        ffmpeg(dir, "-i", word(file.toString()), "-map 0:a:" + track + " -ac 1 -f s16le", word(raw.toString()));
        try {
            byte[] bytes = Files.readAllBytes(raw);
            short[] samples = new short[bytes.length / 2];
            java.nio.ByteBuffer.wrap(bytes)
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(samples);
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

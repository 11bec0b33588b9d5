package io.reelmill.media.clips;

import io.reelmill.media.run.FfmpegRunner;
import io.reelmill.media.run.FfprobeRunner;
import io.reelmill.media.run.RunResult;
import io.reelmill.media.tool.MediaTools;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Makes clips for tests and reads any media back.
 *
 * <pre>{@code
 * TestClips clips = new TestClips(directory);
 * Path source = clips.clip("source.mkv").frames(300).rate("30000/1001").video("-c:v", "libx264", "-bf", "3").tone().make();
 * List<Integer> numbers = clips.numbers(result);   // [0, 1, 2, …]: order and completeness of what is shown
 * List<ClipFrame> frames = clips.frames(result);   // the same with times
 * ToneReading tone = clips.tone(result);           // a beep of 100 ms starts at every whole second of the clip
 * double ssim = clips.ssim(source, result);
 * }</pre>
 */
public final class TestClips {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int READ_WIDTH = 128;
    private static final int READ_HEIGHT = 72;
    private static final Pattern SSIM = Pattern.compile("SSIM .*All:([0-9.]+)");

    private final Path directory;
    private final FfmpegRunner ffmpeg;
    private final FfprobeRunner ffprobe;

    /** @param directory where clips and scratch files go */
    public TestClips(Path directory) {
        this(directory, MediaTools.locate(System.getenv()));
    }

    /** The same with the given tools. */
    public TestClips(Path directory, MediaTools tools) {
        this.directory = directory;
        this.ffmpeg = new FfmpegRunner(tools);
        this.ffprobe = new FfprobeRunner(tools);
    }

    /** Starts the description of a clip; the container follows from the file name. */
    public Clip clip(String fileName) {
        return new Clip(this, directory.resolve(fileName));
    }

    /** Numbers that the pixels of the decoded frames spell, in display order. */
    public List<Integer> numbers(Path media) {
        Path raw = scratch(".gray");
        String scale = "scale=" + READ_WIDTH + ":" + READ_HEIGHT + ":flags=area,format=gray";
        ffmpeg("-i", media, "-map", "0:v:0", "-vf", scale, "-fps_mode", "passthrough", "-f", "rawvideo", raw);
        byte[] bytes = take(raw);
        int size = READ_WIDTH * READ_HEIGHT;
        return IntStream.range(0, bytes.length / size)
                .mapToObj(i -> java.util.Arrays.copyOfRange(bytes, i * size, (i + 1) * size))
                .map(picture -> FramePattern.read(picture, READ_WIDTH, READ_HEIGHT))
                .toList();
    }

    /** Times at which decoded frames of the first picture track are shown, in seconds. */
    public List<Double> times(Path media) {
        return probe("-select_streams", "v:0", "-show_entries", "frame=best_effort_timestamp_time", media).stream()
                .map(line -> Double.parseDouble(line.replaceAll("[^0-9.-]", "")))
                .toList();
    }

    /** Decoded frames with their numbers and times. */
    public List<ClipFrame> frames(Path media) {
        List<Integer> numbers = numbers(media);
        List<Double> times = times(media);
        if (numbers.size() != times.size()) {
            throw new IllegalStateException("%s: %d pictures, %d times".formatted(media, numbers.size(), times.size()));
        }
        return IntStream.range(0, numbers.size())
                .mapToObj(i -> new ClipFrame(numbers.get(i), times.get(i)))
                .toList();
    }

    /** Beeps of the first audio track. */
    public ToneReading tone(Path media) {
        return tone(media, 0);
    }

    /** Beeps of one audio track; silence stands where the track starts later than time zero. */
    public ToneReading tone(Path media, int track) {
        Path raw = scratch(".pcm");
        ffmpeg(
                "-i",
                media,
                "-map",
                "0:a:" + track,
                "-af",
                "aresample=async=1:first_pts=0,aformat=s16:48000:mono",
                "-f",
                "s16le",
                raw);
        return ToneReading.of(take(raw));
    }

    /** Structural similarity of the pictures of two media with the same frames, 1 for equal; the first is scaled to the other. */
    public double ssim(Path reference, Path media) {
        RunResult result = ffmpeg(
                "-i",
                reference,
                "-i",
                media,
                "-filter_complex",
                "[0:v:0]setpts=N/TB/25[r0];[1:v:0]setpts=N/TB/25[m0];[r0][m0]scale2ref=flags=bicubic[r][m];"
                        + "[r]format=yuv420p[r8];[m]format=yuv420p[m8];[m8][r8]ssim",
                "-f",
                "null",
                "-");
        Matcher ssim = SSIM.matcher(result.stderrTail());
        if (!ssim.find()) {
            throw new IllegalStateException("no SSIM in: " + result.stderrTail());
        }
        return Double.parseDouble(ssim.group(1));
    }

    /** Lines of ffprobe, values only, for assertions on anything else. */
    public List<String> probe(Object... arguments) {
        List<String> all = new ArrayList<>(List.of("-of", "csv=p=0"));
        List.of(arguments).forEach(argument -> all.add(argument.toString()));
        try {
            FfprobeRunner.Probe probe = ffprobe.run(all, LIMIT);
            if (!probe.ok()) {
                throw new IllegalStateException("ffprobe " + all + ": " + probe.errors());
            }
            return probe.output().lines().filter(line -> !line.isBlank()).toList();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Runs ffmpeg, or throws with what it said. */
    public RunResult ffmpeg(Object... arguments) {
        List<String> all = new ArrayList<>(List.of("-y"));
        List.of(arguments).forEach(argument -> all.add(argument.toString()));
        try {
            RunResult result = ffmpeg.run(all, directory, LIMIT);
            if (!result.succeeded()) {
                throw new IllegalStateException("ffmpeg " + String.join(" ", all) + ": " + result.stderrTail());
            }
            return result;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Raw pictures numbered from 0; the caller deletes the file. */
    Path pictures(int frames, int width, int height) {
        Path raw = scratch(".yuv");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(raw), 1 << 20)) {
            for (int i = 0; i < frames; i++) {
                out.write(FramePattern.draw(i, width, height));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return raw;
    }

    private Path scratch(String suffix) {
        try {
            return Files.createTempFile(directory, "scratch-", suffix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] take(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }
}

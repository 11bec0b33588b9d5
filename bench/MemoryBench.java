import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.spec.VideoCodec;
import io.reelmill.media.command.EncodeChunkCommand;
import io.reelmill.media.command.InputFence;
import io.reelmill.media.run.FfmpegRunner;
import io.reelmill.media.run.RunResult;
import io.reelmill.media.tool.MediaTools;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the points on standard input through the command that workers use, one at a time; see {@code bench/memory}. */
public final class MemoryBench {

    private static final int TICKS = 512;
    private static final int GOP = 50;
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final String COLUMNS = "codec,preset,bits,threads,width,height,decoder,source_width,source_height,source_bits,"
            + "deinterlace,lean,frames,peak_kib,millis";

    private record Point(
            VideoCodec codec, String preset, int bits, int threads, int height,
            String decoder, int sourceHeight, int sourceBits, boolean deinterlace, boolean lean) {

        static Point parse(String line) {
            String[] f = line.split(" ");
            return new Point(VideoCodec.valueOf(f[0]), f[1], Integer.parseInt(f[2]), Integer.parseInt(f[3]),
                    Integer.parseInt(f[4]), f[5], Integer.parseInt(f[6]), Integer.parseInt(f[7]), Boolean.parseBoolean(f[8]), Boolean.parseBoolean(f[9]));
        }

        /** Lookahead, reordering, references and frame threads are full after so many; see docs/memory.md. */
        int frames() {
            return (codec == VideoCodec.AV1 ? 100 : codec == VideoCodec.H264 || preset.contains("slower") ? 66 : 50) + threads;
        }

        String csv() {
            return String.join(",", codec.name(), preset, "" + bits, "" + threads, "" + width(height), "" + height, decoder,
                    "" + width(sourceHeight), "" + sourceHeight, "" + sourceBits, "" + deinterlace, "" + lean);
        }
    }

    private final Path work;
    private final Path results;
    private final MediaTools tools = MediaTools.locate(System.getenv());

    private MemoryBench(Path work, Path results) {
        this.work = work;
        this.results = results;
    }

    public static void main(String[] args) throws Exception {
        new MemoryBench(Path.of(args[0]), Path.of(args[1])).run();
    }

    private void run() throws IOException, InterruptedException {
        List<String> lines;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in))) {
            lines = in.lines().distinct().toList();
        }
        Set<String> known = known();
        int at = 0;
        for (String line : lines) {
            at++;
            Point point = Point.parse(line);
            if (!known.contains(point.csv())) {
                System.err.printf("[%d/%d] %s: ", at, lines.size(), line);
                measure(point);
            }
        }
    }

    private Set<String> known() throws IOException {
        Set<String> known = new HashSet<>();
        if (!Files.exists(results)) {
            append("# Peak resident memory (VmHWM) of one ffmpeg that encodes a chunk; made by bench/memory.");
            append("# ffmpeg " + tools.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                    + ", " + Runtime.getRuntime().availableProcessors() + " processors, " + processor());
            append(COLUMNS);
        }
        for (String line : Files.readAllLines(results)) {
            String[] fields = line.split(",");
            if (fields.length == COLUMNS.split(",").length) {
                known.add(line.substring(0, line.lastIndexOf("," + fields[12] + "," + fields[13])));
            }
        }
        return known;
    }

    private void measure(Point point) throws IOException, InterruptedException {
        Path clip = clip(point.decoder(), point.sourceHeight(), point.sourceBits());
        Path output = work.resolve("chunk.mp4");
        RunResult run = new FfmpegRunner(tools(point.threads())).run(command(point, clip).arguments(output), work, LIMIT);
        boolean complete = run.succeeded() && run.frames() == point.frames();
        if (!complete) {
            System.err.printf("exit %d after %d frames, left out%n%s%n", run.exitCode(), run.frames(), run.stderrTail());
            return;
        }
        append(String.join(",", point.csv(), "" + run.frames(), "" + run.peakBytes() / 1024, "" + run.wall().toMillis()));
        System.err.printf("%.0f MiB in %.1f s%n", run.peakBytes() / 1048576.0, run.wall().toMillis() / 1000.0);
    }

    private static EncodeChunkCommand command(Point point, Path clip) {
        VideoTrack track = new VideoTrack(
                0, point.decoder(), width(point.sourceHeight()), point.sourceHeight(), 0, new Rational(1, 1),
                point.sourceBits() > 8 ? "yuv420p10le" : "yuv420p", point.sourceBits(), ColorFacts.UNKNOWN,
                point.deinterlace(), new Rational(1, 25 * TICKS), new Rational(25, 1), false, 4 * GOP, 0,
                4L * GOP * TICKS, 0, VideoTrack.Access.RANDOM);
        VideoSettings settings = new VideoSettings(
                point.codec(), point.preset(), width(point.height()), point.height(),
                point.codec() == VideoCodec.AV1 ? 32.0 : 23.0, null, null, null,
                point.bits() > 8 ? "yuv420p10le" : "yuv420p", GOP, point.deinterlace());
        long from = (long) GOP * TICKS;
        Chunk chunk = new Chunk(1, GOP, point.frames(), from, from + (long) point.frames() * TICKS, from / 2);
        return new EncodeChunkCommand(clip.toString(), track, chunk, settings, point.threads(), false, point.lean());
    }

    /** Moving detail and a little grain, with the reference pictures of usual footage and a keyframe per second. */
    private Path clip(String decoder, int height, int bits) throws InterruptedException {
        Path clip = work.resolve("%s-%d-%d.mp4".formatted(decoder, height, bits));
        if (Files.exists(clip)) {
            return clip;
        }
        List<String> codec = switch (decoder) {
            case "h264" -> List.of("-c:v", "libx264", "-preset", "veryfast", "-refs", "4", "-crf", "22");
            case "hevc" -> List.of("-c:v", "libx265", "-preset", "superfast", "-x265-params", "ref=4:bframes=4:log-level=error", "-crf", "24");
            case "vp9" -> List.of("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", height * 6 + "k");
            case "av1" -> List.of("-c:v", "libsvtav1", "-preset", "12", "-crf", "35");
            default -> throw new IllegalArgumentException(decoder);
        };
        boolean first = decoder.equals("h264");
        List<String> arguments = new java.util.ArrayList<>(first
                ? List.of("-format_whitelist", "lavfi", "-protocol_whitelist", "file", "-threads", "1", "-f", "lavfi", "-i", "testsrc2=size=%dx%d:rate=25:duration=7,rotate=a=t/7:fillcolor=gray,noise=alls=2:allf=t"
                        .formatted(width(height), height))
                : InputFence.input(clip("h264", height, 8).toString(), 1));
        Path fresh = work.resolve("fresh.mp4");
        arguments.addAll(codec);
        arguments.addAll(List.of("-threads", "1", "-g", "25", "-pix_fmt", bits > 8 ? "yuv420p10le" : "yuv420p",
                "-video_track_timescale", "" + 25 * TICKS, "-y", fresh.toString()));
        RunResult run = new FfmpegRunner(tools).run(arguments, work, LIMIT);
        if (!run.succeeded() || !fresh.toFile().renameTo(clip.toFile())) {
            throw new IllegalStateException("no clip " + clip + "\n" + run.stderrTail());
        }
        return clip;
    }

    private MediaTools tools(int threads) {
        Path shim = Path.of(System.getenv("REELMILL_BENCH_SHIM"));
        if (threads <= Runtime.getRuntime().availableProcessors()) {
            return tools;
        }
        if (!Files.exists(shim)) {
            throw new IllegalStateException("%d threads need as many processors, or a C compiler".formatted(threads));
        }
        Map<String, String> environment = new HashMap<>(tools.environment());
        environment.put("LD_PRELOAD", shim.toString());
        return new MediaTools(tools.ffmpeg(), tools.ffprobe(), environment, tools.version());
    }

    private static int width(int height) {
        return height * 16 / 9 / 2 * 2;
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.replaceFirst(".*: ", ""))
                .orElse("processor unknown");
    }

    private void append(String line) throws IOException {
        Files.writeString(results, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}

package io.reelmill.media.command;

import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.plan.VideoTrack.Access;
import io.reelmill.media.TestingTools;
import io.reelmill.media.probe.FrameIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan made in the simplest way from what ffprobe lists, so that it can judge the product's own.
 *
 * @param track facts of the first video track
 * @param pts PTS of the frames shown, ascending
 * @param chunks ranges of equal length, the last one shorter
 */
record TestingPlan(VideoTrack track, long[] pts, List<Chunk> chunks) {

    /** Cuts a file into chunks of so many frames. */
    static TestingPlan of(Path source, int framesPerChunk) {
        List<String[]> packets = packets(source);
        long[] pts = packets.stream()
                .filter(packet -> !packet[1].contains("D"))
                .mapToLong(packet -> Long.parseLong(packet[0]))
                .sorted()
                .toArray();
        long[] keys = packets.stream()
                .filter(packet -> packet[1].contains("K"))
                .mapToLong(packet -> Long.parseLong(packet[0]))
                .sorted()
                .toArray();
        VideoTrack track = track(source, pts, Access.RANDOM);
        return new TestingPlan(
                track, pts, chunks(new FrameIndex(pts, keys, track.endPts()).withWholeKeyframes(), framesPerChunk));
    }

    /** One chunk with all frames, named by number, for media whose PTS name no frames. */
    static TestingPlan sequential(Path source, int frames) {
        long[] pts = new long[] {0};
        VideoTrack track = track(source, pts, Access.SEQUENTIAL);
        return new TestingPlan(track, pts, List.of(new Chunk(0, 0, frames, 0, 1, null)));
    }

    /** The whole in one chunk, decoded from the start. */
    TestingPlan unsplit() {
        return new TestingPlan(track, pts, List.of(new Chunk(0, 0, pts.length, pts[0], track.endPts(), null)));
    }

    /** Times of the frames in seconds from the first. */
    List<Rational> times() {
        return Arrays.stream(pts)
                .mapToObj(tick -> track.timeBase().times(tick - pts[0]))
                .toList();
    }

    private static List<String[]> packets(Path source) {
        return TestingTools.ffprobe(List.of(
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "packet=pts,flags",
                        "-of",
                        "csv=p=0",
                        source.toString()))
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split(","))
                .toList();
    }

    private static List<Chunk> chunks(FrameIndex index, int framesPerChunk) {
        long[] pts = index.pts();
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < pts.length; from += framesPerChunk) {
            int to = Math.min(pts.length, from + framesPerChunk);
            long until = to == pts.length ? index.endPts() : pts[to];
            chunks.add(new Chunk(chunks.size(), from, to - from, pts[from], until, index.seek(pts[from])));
        }
        return chunks;
    }

    private static VideoTrack track(Path source, long[] pts, Access access) {
        Map<String, String> entries = entries(source);
        int rotation = Math.floorMod(-(int) Double.parseDouble(entries.getOrDefault("rotation", "0")), 360);
        Rational rate = Rational.parse(entries.get("avg_frame_rate"));
        Rational base = Rational.parse(entries.get("time_base"));
        long step = pts.length < 2 ? 1 : (pts[pts.length - 1] - pts[0]) / (pts.length - 1);
        return new VideoTrack(
                Integer.parseInt(entries.get("index")),
                entries.get("codec_name"),
                Integer.parseInt(entries.get("width")),
                Integer.parseInt(entries.get("height")),
                rotation,
                Rational.parse(entries.get("sample_aspect_ratio")),
                entries.get("pix_fmt"),
                entries.get("pix_fmt").contains("10") ? 10 : 8,
                color(entries),
                !List.of("progressive", "unknown").contains(entries.getOrDefault("field_order", "unknown")),
                base,
                rate,
                false,
                pts.length,
                pts[0],
                pts[pts.length - 1] + step,
                0,
                access);
    }

    private static Map<String, String> entries(Path source) {
        Map<String, String> entries = new LinkedHashMap<>();
        TestingTools.ffprobe(
                        List.of("-select_streams", "v:0", "-show_streams", "-of", "default=nw=1", source.toString()))
                .lines()
                .map(line -> line.split("=", 2))
                .filter(entry -> entry.length == 2)
                .forEach(entry -> entries.put(entry[0], entry[1].strip()));
        return entries;
    }

    private static ColorFacts color(Map<String, String> entries) {
        return new ColorFacts(
                known(entries.get("color_range")),
                known(entries.get("color_primaries")),
                known(entries.get("color_transfer")),
                known(entries.get("color_space")),
                null,
                null);
    }

    private static String known(String value) {
        return value == null || value.equals("unknown") || value.equals("N/A") ? null : value;
    }

    /** The same picture, turned by clockwise degrees. */
    TestingPlan turned(int rotation) {
        return with(new VideoTrack(
                track.index(),
                track.codec(),
                track.width(),
                track.height(),
                rotation,
                track.sampleAspectRatio(),
                track.pixelFormat(),
                track.bitDepth(),
                track.color(),
                track.interlaced(),
                track.timeBase(),
                track.frameRate(),
                track.variableFrameRate(),
                track.frames(),
                track.firstPts(),
                track.endPts(),
                track.x264Build(),
                track.access()));
    }

    /** The same with other facts. */
    TestingPlan with(VideoTrack changed) {
        return new TestingPlan(changed, pts, chunks);
    }
}

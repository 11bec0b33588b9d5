package io.reelmill.media.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.common.plan.ColorFacts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The questions that are answered from the head of a file. */
public final class MediaProbe {

    private static final Pattern X264 = Pattern.compile("x264 - core (\\d{1,4})");

    private final Prober prober;
    private final Duration limit;

    /**
     * @param prober whom to ask
     * @param limit how long each answer may take
     */
    public MediaProbe(Prober prober, Duration limit) {
        this.prober = prober;
        this.limit = limit;
    }

    /** Container and streams. */
    public ProbedFile file() throws ProbeException, InterruptedException {
        return ProbeJson.file(prober.json(limit, "-show_format", "-show_streams", "-show_chapters"));
    }

    /** What decodes from the first so many packets of a stream. */
    public FirstFrames firstFrames(int stream, int packets) throws ProbeException, InterruptedException {
        return frames(stream, "%+#" + packets);
    }

    /**
     * What decodes from so many packets of a stream at most.
     *
     * @param seconds where to begin: at the last keyframe up to there
     */
    public FirstFrames framesFrom(int stream, String seconds, int packets) throws ProbeException, InterruptedException {
        return frames(stream, seconds + "%+#" + packets);
    }

    private FirstFrames frames(int stream, String interval) throws ProbeException, InterruptedException {
        return FirstFrames.of(prober.json(
                limit,
                "-select_streams",
                String.valueOf(stream),
                "-read_intervals",
                interval,
                "-show_packets",
                "-show_frames",
                "-show_entries",
                "packet=pts,flags,side_data_list:packet_side_data=side_data_type:frame=media_type,pts,best_effort_timestamp,interlaced_frame,pix_fmt,width,height,"
                        + "color_range,color_space,color_primaries,color_transfer,side_data_list:frame_side_data"));
    }

    /** PTS of the first packet that decoding can start at, among the first so many; empty when it has none. */
    public Optional<Long> firstKeyframe(int stream, int packets) throws ProbeException, InterruptedException {
        JsonNode answer = prober.json(
                limit,
                "-select_streams",
                String.valueOf(stream),
                "-read_intervals",
                "%+#" + packets,
                "-show_entries",
                "packet=pts,flags");
        for (JsonNode packet : answer.path("packets")) {
            if (packet.path("flags").asText().indexOf('K') >= 0) {
                return packet.hasNonNull("pts") ? Optional.of(packet.path("pts").asLong()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * PTS of the picture that a keyframe gives without any packet after it; empty when it gives none.
     *
     * @param seconds where to look: near the last keyframe up to there
     */
    public OptionalLong wholeKeyframe(int stream, String seconds) throws ProbeException, InterruptedException {
        JsonNode answer = prober.json(
                limit,
                "-select_streams",
                String.valueOf(stream),
                "-read_intervals",
                seconds + "%+#1",
                "-show_packets",
                "-show_frames",
                "-show_entries",
                "packet=pts:frame=best_effort_timestamp");
        JsonNode found = answer.path("packets_and_frames");
        JsonNode pts = found.path(0).path("pts");
        boolean whole = found.size() == 2
                && pts.isIntegralNumber()
                && pts.equals(found.path(1).path("best_effort_timestamp"));
        return whole ? OptionalLong.of(pts.asLong()) : OptionalLong.empty();
    }

    /** The stream with what its first packet alone says of HDR10: decoders of AV1 may keep that to themselves. */
    public ProbedStream withLight(ProbedStream stream) throws ProbeException, InterruptedException {
        if (!"av1".equals(stream.codec()) || !LightFacts.of(stream.color()).none()) {
            return stream;
        }
        String packet =
                firstPacket(stream.index()).path("packets").path(0).path("data").asText();
        byte[] bytes = HexDump.text(packet).getBytes(StandardCharsets.ISO_8859_1);
        LightFacts light = LightReader.read(stream.codec(), bytes);
        ColorFacts color = stream.color();
        return stream.withColor(new ColorFacts(
                color.range(),
                color.primaries(),
                color.transfer(),
                color.matrix(),
                light.masteringDisplay(),
                light.contentLight()));
    }

    /** The build of x264 that made an H.264 stream, from its first packet; 0 when it does not say. */
    public int x264Build(int stream) throws ProbeException, InterruptedException {
        JsonNode answer = firstPacket(stream);
        int build = x264(answer.path("packets").path(0).path("data").asText());
        return build > 0
                ? build
                : x264(answer.path("streams").path(0).path("extradata").asText());
    }

    private JsonNode firstPacket(int stream) throws ProbeException, InterruptedException {
        return prober.json(
                limit,
                "-select_streams",
                String.valueOf(stream),
                "-read_intervals",
                "%+#1",
                "-show_data",
                "-show_entries",
                "packet=data:stream=extradata");
    }

    /** Looks through ffprobe's hexadecimal dump. */
    static int x264(String dump) {
        Matcher matcher = X264.matcher(HexDump.text(dump));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}

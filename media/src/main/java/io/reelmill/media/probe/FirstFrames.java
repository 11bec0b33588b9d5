package io.reelmill.media.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.reelmill.common.plan.ColorFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * What some packets of a stream, mostly its first, decode to.
 *
 * @param packetPts PTS of the packets that are shown, in the order of the file; null for one without
 * @param pts PTS of the decoded frames, in the order of display; null for one without
 * @param encrypted whether a packet says that it is encrypted
 * @param interlaced whether most of the pictures say that they are interlaced
 * @param pixelFormat ffmpeg's pixel format name of the first picture, null for sound
 * @param width width of the first picture
 * @param height height of the first picture
 * @param color color and HDR facts of the first picture
 * @param rotation clockwise degrees by which the first picture itself says that it is to be turned, null when it does not say
 * @param captions whether pictures carry captions (CEA-608 and 708) inside
 * @param dynamicHdr whether pictures carry HDR10+ metadata, which change from scene to scene
 */
public record FirstFrames(
        List<Long> packetPts,
        List<Long> pts,
        boolean encrypted,
        boolean interlaced,
        String pixelFormat,
        int width,
        int height,
        ColorFacts color,
        Integer rotation,
        boolean captions,
        boolean dynamicHdr) {

    /** Whether anything decoded. */
    public boolean any() {
        return !pts.isEmpty();
    }

    /** Whether every packet that is shown has a PTS. */
    public boolean timed() {
        return !packetPts.contains(null);
    }

    /** Whether every packet from the first decoded frame on gave exactly the frame that its PTS names. */
    public boolean followPackets() {
        if (pts.isEmpty() || pts.contains(null) || !timed()) {
            return false;
        }
        long first = pts.get(0);
        return packetPts.stream().filter(t -> t >= first).sorted().toList().equals(pts);
    }

    /** Color facts of the picture, with gaps filled from the container's. */
    public ColorFacts colorWith(ColorFacts container) {
        return ColorJson.merged(color, container);
    }

    static FirstFrames of(JsonNode answer) {
        List<Long> packets = new ArrayList<>();
        List<JsonNode> frames = new ArrayList<>();
        boolean encrypted = false;
        for (JsonNode node : answer.path("packets_and_frames")) {
            if (node.path("type").asText().equals("frame")) {
                frames.add(node);
                continue;
            }
            encrypted |= !SideData.find(node, "Encryption info").isMissingNode();
            if (node.path("flags").asText().indexOf('D') < 0) {
                packets.add(time(node, "pts"));
            }
        }
        return of(packets, frames, encrypted);
    }

    private static FirstFrames of(List<Long> packets, List<JsonNode> frames, boolean encrypted) {
        List<Long> pts = new ArrayList<>();
        frames.forEach(
                frame -> pts.add(time(frame, frame.has("best_effort_timestamp") ? "best_effort_timestamp" : "pts")));
        long interlaced = frames.stream()
                .filter(frame -> frame.path("interlaced_frame").asInt() == 1)
                .count();
        JsonNode matrix =
                frames.isEmpty() ? MissingNode.getInstance() : SideData.find(frames.get(0), "3x3 displaymatrix");
        JsonNode first = frames.isEmpty() ? MissingNode.getInstance() : frames.get(0);
        return new FirstFrames(
                packets,
                pts,
                encrypted,
                interlaced * 2 > frames.size(),
                ProbeJson.text(first, "pix_fmt"),
                first.path("width").asInt(0),
                first.path("height").asInt(0),
                ColorJson.facts(first),
                matrix.isMissingNode() ? null : Integer.valueOf(SideData.rotation(matrix)),
                carried(frames, "ATSC A53 Part 4 Closed Captions"),
                carried(frames, "HDR Dynamic Metadata SMPTE2094-40 (HDR10+)"));
    }

    private static boolean carried(List<JsonNode> frames, String type) {
        return frames.stream().anyMatch(frame -> !SideData.find(frame, type).isMissingNode());
    }

    private static Long time(JsonNode node, String field) {
        return node.hasNonNull(field) ? Long.valueOf(node.path(field).asLong()) : null;
    }
}

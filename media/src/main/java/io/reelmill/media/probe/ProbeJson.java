package io.reelmill.media.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.common.plan.Rational;
import io.reelmill.media.probe.ProbedStream.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@code ffprobe -show_format -show_streams -show_chapters} writes. */
final class ProbeJson {

    private static final Rational SQUARE = new Rational(1, 1);

    private ProbeJson() {}

    static ProbedFile file(JsonNode root) {
        JsonNode format = root.path("format");
        List<ProbedStream> streams = new ArrayList<>();
        root.path("streams").forEach(node -> streams.add(stream(node)));
        return new ProbedFile(
                format.path("format_name").asText(""),
                format.path("duration").asDouble(0),
                tag(format, "title"),
                root.path("chapters").size(),
                streams);
    }

    private static ProbedStream stream(JsonNode node) {
        JsonNode disposition = node.path("disposition");
        return new ProbedStream(
                node.path("index").asInt(),
                id(text(node, "id")),
                kind(node.path("codec_type").asText()),
                text(node, "codec_name"),
                text(node, "codec_tag_string"),
                node.path("width").asInt(0),
                node.path("height").asInt(0),
                SideData.rotation(SideData.find(node, "Display Matrix")),
                positive(ratio(node, "sample_aspect_ratio"), SQUARE),
                text(node, "pix_fmt"),
                text(node, "field_order"),
                ColorJson.facts(node),
                !SideData.find(node, "DOVI configuration record").isMissingNode(),
                ratio(node, "time_base"),
                positive(ratio(node, "avg_frame_rate"), null),
                positive(ratio(node, "r_frame_rate"), null),
                node.path("nb_frames").asLong(0),
                node.path("duration").asDouble(0),
                node.path("channels").asInt(0),
                text(node, "channel_layout"),
                node.path("sample_rate").asInt(0),
                LanguageCode.of(tag(node, "language")),
                tag(node, "title"),
                disposition.path("default").asInt() == 1,
                disposition.path("forced").asInt() == 1,
                disposition.path("attached_pic").asInt() == 1
                        || disposition.path("timed_thumbnails").asInt() == 1);
    }

    private static long id(String id) {
        return id == null ? -1 : Long.decode(id);
    }

    private static Kind kind(String type) {
        return switch (type) {
            case "video" -> Kind.VIDEO;
            case "audio" -> Kind.AUDIO;
            case "subtitle" -> Kind.SUBTITLE;
            default -> Kind.OTHER;
        };
    }

    private static String tag(JsonNode node, String name) {
        JsonNode tags = node.path("tags");
        String value = text(tags, name);
        return value != null ? value : text(tags, name.toUpperCase(java.util.Locale.ROOT));
    }

    private static Rational ratio(JsonNode node, String name) {
        return Rational.parse(text(node, name));
    }

    private static Rational positive(Rational value, Rational otherwise) {
        return value == null || value.num() <= 0 ? otherwise : value;
    }

    static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isMissingNode() || value.asText().isBlank() ? null : value.asText();
    }
}

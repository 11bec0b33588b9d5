package io.reelmill.media.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.Rational;
import java.util.Set;

/** Color and HDR10 facts of a stream or a frame in ffprobe's JSON. */
final class ColorJson {

    /** x265 counts chromaticity in 1/50000 and luminance in 1/10000 candela per square meter. */
    private static final int CHROMA = 50_000;

    private static final int LUMA = 10_000;
    private static final Set<String> SILENT = Set.of("unknown", "unspecified", "reserved");

    private ColorJson() {}

    static ColorFacts facts(JsonNode node) {
        return new ColorFacts(
                name(node, "color_range"),
                name(node, "color_primaries"),
                name(node, "color_transfer"),
                name(node, "color_space"),
                mastering(SideData.find(node, "Mastering display metadata")),
                light(SideData.find(node, "Content light level metadata")));
    }

    /** The first facts, with gaps filled from the second. */
    static ColorFacts merged(ColorFacts a, ColorFacts b) {
        return new ColorFacts(
                first(a.range(), b.range()),
                first(a.primaries(), b.primaries()),
                first(a.transfer(), b.transfer()),
                first(a.matrix(), b.matrix()),
                first(a.masteringDisplay(), b.masteringDisplay()),
                first(a.contentLight(), b.contentLight()));
    }

    private static String first(String a, String b) {
        return a != null ? a : b;
    }

    private static String name(JsonNode node, String field) {
        String name = ProbeJson.text(node, field);
        return name == null || SILENT.contains(name) ? null : name;
    }

    /** Null where there is none, and where one is there that describes no display. */
    private static String mastering(JsonNode data) {
        if (!data.has("red_x")
                || !data.has("max_luminance")
                || units(data, "max_luminance", LUMA) <= units(data, "min_luminance", LUMA)
                || units(data, "white_point_x", CHROMA) == 0) {
            return null;
        }
        return "G" + point(data, "green") + "B" + point(data, "blue") + "R" + point(data, "red") + "WP"
                + point(data, "white_point") + "L(" + units(data, "max_luminance", LUMA) + ","
                + units(data, "min_luminance", LUMA) + ")";
    }

    private static String point(JsonNode data, String name) {
        return "(" + units(data, name + "_x", CHROMA) + "," + units(data, name + "_y", CHROMA) + ")";
    }

    private static long units(JsonNode data, String field, int unit) {
        Rational value = Rational.parse(data.path(field).asText());
        return value == null ? 0 : Math.round(value.toDouble() * unit);
    }

    /** Zero means unknown. */
    private static String light(JsonNode data) {
        String said = data.path("max_content").asInt() + ","
                + data.path("max_average").asInt();
        return said.equals("0,0") ? null : said;
    }
}

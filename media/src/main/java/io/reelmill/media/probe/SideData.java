package io.reelmill.media.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Side data of a stream or a frame in ffprobe's JSON. */
final class SideData {

    private static final int QUARTER = 90;
    private static final Pattern ROW = Pattern.compile(":\\s+(-?\\d+)\\s+(-?\\d+)\\s+-?\\d+");

    private SideData() {}

    /** Clockwise degrees that a matrix turns by: 0, 90, 180 or 270; 180 too where it changes the picture and not its shape. */
    static int rotation(JsonNode matrix) {
        long degrees = -Math.round(matrix.path("rotation").asDouble(0));
        int rotation = degrees % QUARTER == 0 ? (int) Math.floorMod(degrees, 360L) : 180;
        return rotation == 0 && mirrored(matrix.path("displaymatrix").asText()) ? 180 : rotation;
    }

    /** Whether its first two rows, as ffprobe dumps them, have a negative determinant. */
    private static boolean mirrored(String dump) {
        long[] values = ROW.matcher(dump)
                .results()
                .flatMap(row -> Stream.of(row.group(1), row.group(2)))
                .mapToLong(Long::parseLong)
                .toArray();
        return values.length >= 4 && values[0] * values[3] - values[1] * values[2] < 0;
    }

    /** The entry of a type, a missing node when there is none. */
    static JsonNode find(JsonNode owner, String type) {
        for (JsonNode entry : owner.path("side_data_list")) {
            if (entry.path("side_data_type").asText().equals(type)) {
                return entry;
            }
        }
        return MissingNode.getInstance();
    }
}

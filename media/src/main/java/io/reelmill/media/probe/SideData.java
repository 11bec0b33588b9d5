package io.reelmill.media.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Side data of a stream or a frame in ffprobe's JSON. */
final class SideData {

    private static final int QUARTER = 90;

    private SideData() {}

    /** Clockwise degrees that a matrix turns by: 0, 90, 180 or 270, and 0 for an angle between, which changes no sizes. */
    static int rotation(JsonNode matrix) {
        long degrees = -Math.round(matrix.path("rotation").asDouble(0));
        return degrees % QUARTER == 0 ? (int) Math.floorMod(degrees, 360L) : 0;
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

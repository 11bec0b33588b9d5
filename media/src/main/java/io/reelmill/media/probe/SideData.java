package io.reelmill.media.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Side data of a stream or a frame in ffprobe's JSON. */
final class SideData {

    private SideData() {}

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

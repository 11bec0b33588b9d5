package io.reelmill.common.plan;

import java.util.List;

/**
 * One file to publish.
 *
 * @param name name of the rendition
 * @param video resolved settings of the picture, null for sound only
 * @param audioTasks ids of the tasks whose results are muxed in, in track order
 */
public record RenditionPlan(String name, VideoSettings video, List<String> audioTasks) {

    public RenditionPlan {
        audioTasks = List.copyOf(audioTasks);
    }
}

package io.reelmill.merge.join;

import io.reelmill.common.message.TaskEvent;
import java.util.List;

/**
 * Sound chunks joined, and those that are not sound.
 *
 * @param joined the sound ones; null when there is none
 * @param rejections chunks that must be done again
 */
public record JoinResult(Joined joined, List<TaskEvent.Rejection> rejections) {

    public JoinResult {
        rejections = List.copyOf(rejections);
    }
}

package io.reelmill.merge.verify;

import io.reelmill.common.message.TaskEvent;
import java.util.List;

/**
 * What decoding showed.
 *
 * @param rejections chunks that must be done again
 * @param framesDecoded frames decoded around joints and before compared pictures
 * @param picturesCompared pictures compared with the source's
 * @param worstDistance largest distance found, in levels of 256
 */
public record ChunkEvidence(
        List<TaskEvent.Rejection> rejections, int framesDecoded, int picturesCompared, double worstDistance) {

    public ChunkEvidence {
        rejections = List.copyOf(rejections);
    }
}

package io.reelmill.merge.verify;

import io.reelmill.common.message.TaskEvent;
import java.util.List;

/**
 * What decoding showed.
 *
 * @param rejections chunks that must be done again
 * @param framesDecoded frames decoded around joints and before compared pictures
 * @param picturesCompared pictures compared with the source's
 * @param worstUnlikeness largest distance found as a share of what is tolerated
 */
public record ChunkEvidence(
        List<TaskEvent.Rejection> rejections, int framesDecoded, int picturesCompared, double worstUnlikeness) {

    public ChunkEvidence {
        rejections = List.copyOf(rejections);
    }
}

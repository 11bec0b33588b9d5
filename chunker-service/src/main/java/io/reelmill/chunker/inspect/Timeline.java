package io.reelmill.chunker.inspect;

import io.reelmill.common.plan.VideoTrack.Access;
import io.reelmill.media.probe.FirstFrames;
import io.reelmill.media.probe.FrameIndex;

/**
 * When frames are shown and how they are reached.
 *
 * @param first what the first packets decode to
 * @param index the frames
 * @param access how they are reached
 */
record Timeline(FirstFrames first, FrameIndex index, Access access) {

    /** The same with an index that knows more of the same frames. */
    Timeline with(FrameIndex known) {
        return new Timeline(first, known, access);
    }
}

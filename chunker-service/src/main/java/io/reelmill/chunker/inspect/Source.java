package io.reelmill.chunker.inspect;

import io.reelmill.common.plan.ObjectRef;
import io.reelmill.media.probe.MediaProbe;
import io.reelmill.media.probe.Prober;
import io.reelmill.media.tool.MediaTools;

/**
 * A source while it is looked at.
 *
 * @param object where it is
 * @param bytes its size
 * @param address where ffmpeg reads it
 * @param tools what it is looked at with
 * @param prober asks and counts
 * @param probe what is asked
 * @param allowPartial whether an early end is acceptable
 */
record Source(
        ObjectRef object,
        long bytes,
        String address,
        MediaTools tools,
        Prober prober,
        MediaProbe probe,
        boolean allowPartial) {}

package io.reelmill.chunker.plan;

import io.reelmill.common.plan.ObjectRef;
import io.reelmill.common.plan.SourceFacts;
import io.reelmill.media.probe.FrameIndex;
import java.util.List;

/**
 * Everything that was found out about a source before anything is decided.
 *
 * @param source the source object
 * @param media the object that pictures are read from
 * @param facts what is in it
 * @param index frames of the picture, null for sound only
 * @param bytesRead bytes of the source that were read
 * @param captions whether pictures carry captions inside
 * @param warnings what is not kept or looks odd
 */
public record Inspection(
        ObjectRef source,
        ObjectRef media,
        SourceFacts facts,
        FrameIndex index,
        long bytesRead,
        boolean captions,
        List<String> warnings) {

    public Inspection {
        warnings = List.copyOf(warnings);
    }
}

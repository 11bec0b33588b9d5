package io.reelmill.chunker.plan;

import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.spec.OutputSpec;
import io.reelmill.common.spec.VideoCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What people should know about a rendition before they see it. */
final class RenditionWarnings {

    private static final Set<String> HDR = Set.of("smpte2084", "arib-std-b67");

    private RenditionWarnings() {}

    static List<String> of(OutputSpec output, VideoSettings settings, VideoTrack track) {
        List<String> warnings = new ArrayList<>();
        Integer wanted = output.video().height();
        if (wanted != null && settings.height() < (wanted & ~1)) {
            warnings.add("%s: the source is only %d pixels high, so the output is too (asked for %d)"
                    .formatted(output.name(), settings.height(), wanted));
        }
        if (output.video().maxBitrate() != null && settings.maxBitrate() == null) {
            warnings.add(
                    output.name()
                            + ": AV1 with a bitrate cannot be capped, so the cap is left out; a rate factor (crf) with a cap can be had");
        }
        String transfer = track.color().transfer();
        if (settings.codec() == VideoCodec.H264 && transfer != null && HDR.contains(transfer)) {
            warnings.add(
                    output.name()
                            + ": the source is HDR and H.264 is made with 8 bit; gradients may show bands. HEVC or AV1 keep 10 bit");
        }
        return warnings;
    }
}

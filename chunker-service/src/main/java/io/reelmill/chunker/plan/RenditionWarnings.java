package io.reelmill.chunker.plan;

import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.spec.OutputSpec;
import io.reelmill.common.spec.VideoCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What people should know about a rendition before they see it. */
final class RenditionWarnings {

    private static final Set<String> HDR = Set.of("smpte2084", "arib-std-b67");

    private static final Pattern ALPHA = Pattern.compile("(yuva|rgba|bgra|argb|abgr|gbrap|ya|vuya|ayuv).*");
    private static final int MOST_BITS = 10;

    private RenditionWarnings() {}

    static List<String> of(OutputSpec output, VideoSettings settings, VideoTrack track, boolean captions) {
        List<String> warnings = new ArrayList<>();
        Integer wanted = output.video().height();
        if (wanted != null && settings.height() < (wanted & ~1)) {
            warnings.add("%s: the source is only %d pixels high, so the output is too (asked for %d)"
                    .formatted(output.name(), settings.height(), wanted));
        }
        if (RenditionPlanner.enlarged(output.video(), track)) {
            warnings.add("%s: %s has no pictures below %d pixels a side, so this one is made of %d × %d"
                    .formatted(
                            output.name(),
                            settings.codec(),
                            RenditionPlanner.leastSide(settings.codec()),
                            settings.width(),
                            settings.height()));
        }
        if (output.video().maxBitrate() != null && settings.maxBitrate() == null) {
            warnings.add(
                    output.name()
                            + ": AV1 with a bitrate cannot be capped, so the cap is left out; a rate factor (crf) with a cap can be had");
        }
        if (settings.codec() != VideoCodec.H264 && track.bitDepth() > MOST_BITS) {
            warnings.add("%s: the source has %d bits per component, the output %d"
                    .formatted(output.name(), track.bitDepth(), MOST_BITS));
        }
        if (track.pixelFormat() != null && ALPHA.matcher(track.pixelFormat()).matches()) {
            warnings.add(output.name() + ": the source's transparency is not kept");
        }
        if (captions && settings.codec() == VideoCodec.AV1) {
            warnings.add(output.name()
                    + ": the captions inside the source's pictures are not kept in AV1; H.264 and HEVC keep them");
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

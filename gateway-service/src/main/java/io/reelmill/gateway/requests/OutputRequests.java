package io.reelmill.gateway.requests;

import io.reelmill.common.spec.AudioSpec;
import io.reelmill.common.spec.OutputSpec;
import io.reelmill.common.spec.VideoCodec;
import io.reelmill.common.spec.VideoSpec;
import io.reelmill.gateway.profiles.CodecRules;
import io.reelmill.gateway.profiles.Profile;
import java.util.Locale;
import java.util.regex.Pattern;

/** Turns one output as asked for into one with every setting, based on a profile. */
final class OutputRequests {

    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?");
    private static final long MIN_BITRATE = 50_000;
    private static final long MAX_BITRATE = 400_000_000;
    private static final double BITRATE_HEADROOM = 1.5;

    private final OutputRequest asked;
    private final Profile base;
    private final String path;
    private final Findings findings;

    private OutputRequests(OutputRequest asked, Profile base, String path, Findings findings) {
        this.asked = asked;
        this.base = base;
        this.path = path.isEmpty() ? "" : path + ".";
        this.findings = findings;
    }

    /**
     * The output with every setting.
     *
     * @param path where the request stands, for messages; empty for the parameters of an upload
     */
    static OutputSpec resolve(OutputRequest asked, Profile base, String path, Findings findings) {
        return new OutputRequests(asked, base, path, findings).resolve();
    }

    private OutputSpec resolve() {
        VideoCodec codec = findings.choice(
                path + "codec", asked.codec(), VideoCodec.class, base.video().codec());
        return new OutputSpec(name(), video(codec, CodecRules.of(codec)), audio());
    }

    private String name() {
        if (asked.name() != null) {
            findings.check(
                    NAME.matcher(asked.name()).matches(),
                    path + "name",
                    "must be 1 to 32 lower-case letters, digits and hyphens, without a hyphen at either end");
            return asked.name();
        }
        Integer height = asked.height() != null ? asked.height() : base.video().height();
        return height != null ? height + "p" : base.name();
    }

    private VideoSpec video(VideoCodec codec, CodecRules rules) {
        checkVideo(codec, rules);
        boolean sameCodec = codec == base.video().codec();
        VideoSpec defaults = base.video();
        Double crf =
                asked.bitrate() != null ? null : first(asked.crf(), sameCodec ? defaults.crf() : rules.defaultCrf());
        return new VideoSpec(
                codec,
                first(lower(asked.preset()), sameCodec ? defaults.preset() : rules.defaultPreset()),
                first(asked.height(), defaults.height()),
                first(asked.upscale(), defaults.upscale()),
                crf,
                asked.bitrate(),
                cap(codec),
                findings.choice(
                        path + "deinterlace",
                        asked.deinterlace(),
                        VideoSpec.Deinterlace.class,
                        defaults.deinterlace()));
    }

    /** A cap of zero is a wish for none; a bitrate without a cap gets some headroom over itself where the encoder takes both. */
    private Long cap(VideoCodec codec) {
        if (asked.maxBitrate() != null) {
            return asked.maxBitrate() == 0 ? null : asked.maxBitrate();
        }
        if (asked.bitrate() != null) {
            return codec == VideoCodec.AV1 ? null : Long.valueOf(Math.round(asked.bitrate() * BITRATE_HEADROOM));
        }
        return base.video().maxBitrate();
    }

    private void checkVideo(VideoCodec codec, CodecRules rules) {
        findings.range(asked.height(), 32, 8192, path + "height");
        findings.check(
                asked.crf() == null || asked.bitrate() == null,
                path + "bitrate",
                "cannot be combined with crf: give one");
        findings.check(
                asked.crf() == null || (asked.crf() >= 1 && asked.crf() <= rules.maxCrf()),
                path + "crf",
                "must be from 1 to %d for %s".formatted(rules.maxCrf(), lower(codec.name())));
        findings.check(
                asked.preset() == null || rules.presets().contains(lower(asked.preset())),
                path + "preset",
                "must be one of %s for %s".formatted(String.join(", ", rules.presets()), lower(codec.name())));
        findings.range(asked.bitrate(), MIN_BITRATE, MAX_BITRATE, path + "bitrate");
        if (asked.maxBitrate() != null && asked.maxBitrate() != 0) {
            findings.range(asked.maxBitrate(), MIN_BITRATE, MAX_BITRATE, path + "maxBitrate");
            findings.check(
                    asked.bitrate() == null || asked.maxBitrate() >= asked.bitrate(),
                    path + "maxBitrate",
                    "must not be below bitrate");
        }
    }

    private AudioSpec audio() {
        boolean wanted = !Boolean.FALSE.equals(asked.audio());
        findings.check(
                wanted || (asked.audioBitrate() == null && asked.channels() == null),
                path + "audio",
                "must not be false when audioBitrate or channels is given");
        findings.range(asked.audioBitrate(), 32_000, 512_000, path + "audioBitrate");
        AudioSpec.Channels channels = findings.choice(
                path + "channels",
                asked.channels(),
                AudioSpec.Channels.class,
                base.audio().channels());
        return wanted ? new AudioSpec(first(asked.audioBitrate(), base.audio().bitrate()), channels) : null;
    }

    private static String lower(String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private static <T> T first(T asked, T otherwise) {
        return asked != null ? asked : otherwise;
    }
}

package io.reelmill.gateway.profiles;

import io.reelmill.common.spec.AudioSpec;
import io.reelmill.common.spec.AudioSpec.Channels;
import io.reelmill.common.spec.VideoCodec;
import io.reelmill.common.spec.VideoSpec;
import io.reelmill.common.spec.VideoSpec.Deinterlace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The built-in profiles. All of them hold quality constant (CRF) under a cap, so that easy material stays small and hard
 * material stays playable; the caps suit 1080p, and H.264 plays everywhere.
 */
public final class Profiles {

    /** Used when a caller names none. */
    public static final Profile BALANCED = new Profile(
            "balanced",
            true,
            "Good quality at a moderate size and speed, plays everywhere: the choice without special needs.",
            video(VideoCodec.H264, "medium", null, 23, 12_000_000),
            new AudioSpec(160_000, Channels.STEREO));

    private static final Profile FAST = new Profile(
            "fast",
            false,
            "Much faster than balanced, files somewhat larger: previews and drafts.",
            video(VideoCodec.H264, "veryfast", null, 24, 10_000_000),
            new AudioSpec(128_000, Channels.STEREO));

    private static final Profile QUALITY = new Profile(
            "quality",
            false,
            "Hardly to be told from the source, surround sound kept: masters and archives.",
            video(VideoCodec.H264, "slow", null, 18, 40_000_000),
            new AudioSpec(256_000, Channels.KEEP));

    private static final Profile SMALL = new Profile(
            "small",
            false,
            "At most 720p in HEVC under a low cap: mobile networks and mail.",
            video(VideoCodec.HEVC, "medium", 720, 28, 2_500_000),
            new AudioSpec(96_000, Channels.STEREO));

    private static final List<Profile> ALL = List.of(FAST, BALANCED, QUALITY, SMALL);

    private Profiles() {}

    /** All of them, fastest first. */
    public static List<Profile> all() {
        return ALL;
    }

    /** The profile of a name. */
    public static Optional<Profile> named(String name) {
        return ALL.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** The names, for messages. */
    public static String names() {
        return ALL.stream().map(Profile::name).collect(Collectors.joining(", "));
    }

    private static VideoSpec video(VideoCodec codec, String preset, Integer height, double crf, long cap) {
        return new VideoSpec(codec, preset, height, false, crf, null, cap, Deinterlace.AUTO);
    }
}

package io.reelmill.gateway.profiles;

import io.reelmill.common.spec.VideoCodec;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an encoder accepts, and what it gets when the caller chose another codec than the profile's.
 *
 * @param presets presets, fastest first
 * @param defaultPreset the preset that balances time and size
 * @param maxCrf highest rate factor; the lowest is 1, since 0 switches some encoders to a lossless mode few players know
 * @param defaultCrf a rate factor of about the same quality for each codec
 */
public record CodecRules(List<String> presets, String defaultPreset, int maxCrf, double defaultCrf) {

    private static final List<String> X26X =
            List.of("ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow");

    private static final CodecRules H264 = new CodecRules(X26X, "medium", 51, 23);
    private static final CodecRules HEVC = new CodecRules(X26X, "medium", 51, 26);
    private static final CodecRules AV1 = new CodecRules(
            IntStream.rangeClosed(0, 13).mapToObj(i -> String.valueOf(13 - i)).toList(), "8", 63, 32);

    /** The rules of a codec. */
    public static CodecRules of(VideoCodec codec) {
        return switch (codec) {
            case H264 -> H264;
            case HEVC -> HEVC;
            case AV1 -> AV1;
        };
    }
}

package io.reelmill.common.memory;

import io.reelmill.common.spec.VideoCodec;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The presets of each encoder, fastest first. */
final class Presets {

    private static final List<String> X26X =
            List.of("ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow");

    private static final List<String> SVT_AV1 = IntStream.rangeClosed(0, 13)
            .map(i -> 13 - i)
            .mapToObj(String::valueOf)
            .toList();

    private Presets() {}

    static List<String> of(VideoCodec codec) {
        return codec == VideoCodec.AV1 ? SVT_AV1 : X26X;
    }

    /** The next faster one; empty for the fastest. */
    static Optional<String> faster(VideoCodec codec, String preset) {
        int at = of(codec).indexOf(preset);
        return at > 0 ? Optional.of(of(codec).get(at - 1)) : Optional.empty();
    }

    /** The preset itself, or the slowest for a name that is not known: that predicts too much rather than too little. */
    static String known(VideoCodec codec, String preset) {
        List<String> all = of(codec);
        return all.contains(preset) ? preset : all.get(all.size() - 1);
    }
}

package io.reelmill.common.memory;

import io.reelmill.common.spec.VideoCodec;

/**
 * SVT-AV1 chooses mini-GOPs of 32 pictures for small ones and of 16 for large ones, the sooner the faster the preset. With the
 * shorter it holds 42 pictures instead of 74, so that memory falls there. The limits are those of SVT-AV1 1.8, as its log says
 * which it chose.
 */
final class MiniGops {

    private static final int FAST = 9;
    private static final int FASTEST = 13;
    private static final double SHORT_FOR_FASTEST = 0.314880;
    private static final double SHORT_FOR_FAST = 1.497600;
    private static final double SHORT_FOR_ALL = 5.460480;

    private MiniGops() {}

    static boolean isShort(MemoryWork work) {
        return work.codec() == VideoCodec.AV1
                && work.output().megapixels() >= limit(Presets.known(work.codec(), work.preset()));
    }

    private static double limit(String preset) {
        int speed = Integer.parseInt(preset);
        if (speed >= FASTEST) {
            return SHORT_FOR_FASTEST;
        }
        return speed >= FAST ? SHORT_FOR_FAST : SHORT_FOR_ALL;
    }
}

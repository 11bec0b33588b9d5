package io.reelmill.media.command;

import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.spec.VideoCodec;

/** Settings of renditions in these tests: GOPs of 25 frames, fast presets. */
final class TestingSettings {

    /** Options of a source with B-frames and leading pictures that refer to the GOP before. */
    static final String[] OPEN_GOP = {
        "-c:v",
        "libx264",
        "-preset",
        "veryfast",
        "-bf",
        "3",
        "-g",
        "25",
        "-x264-params",
        "open-gop=1:scenecut=0",
        "-threads",
        "1",
        "-pix_fmt",
        "yuv420p"
    };

    private TestingSettings() {}

    /** H.264 in the size of the source, made even. */
    static VideoSettings x264(VideoTrack track) {
        boolean turned = track.rotation() % 180 != 0;
        int width = (turned ? track.height() : track.width()) & ~1;
        int height = (turned ? track.width() : track.height()) & ~1;
        return new VideoSettings(
                VideoCodec.H264, "veryfast", width, height, 20.0, null, null, null, "yuv420p", 25, false);
    }

    /** A codec at 320x180. */
    static VideoSettings settings(VideoCodec codec, String pixelFormat) {
        String preset = codec == VideoCodec.AV1 ? "12" : "ultrafast";
        return settings(codec, preset, pixelFormat);
    }

    static VideoSettings settings(VideoCodec codec, String preset, String pixelFormat) {
        return new VideoSettings(codec, preset, 320, 180, 20.0, null, null, null, pixelFormat, 25, false);
    }
}

package io.reelmill.media.tool;

import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.ffmpeg.ffprobe;
import org.bytedeco.javacpp.Loader;

/**
 * The build of ffmpeg among the dependencies.
 *
 * @param ffmpeg path of ffmpeg
 * @param ffprobe path of ffprobe
 */
record BundledFfmpeg(Path ffmpeg, Path ffprobe) {

    private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";

    /** Unpacks it once per machine and version. */
    static BundledFfmpeg unpack(String home) {
        if (home != null && System.getProperty(CACHE_PROPERTY) == null) {
            System.setProperty(CACHE_PROPERTY, Path.of(home, "ffmpeg").toString());
        }
        try {
            return new BundledFfmpeg(Path.of(Loader.load(ffmpeg.class)), Path.of(Loader.load(ffprobe.class)));
        } catch (RuntimeException | UnsatisfiedLinkError e) {
            throw new IllegalStateException(
                    "there is no ffmpeg on the PATH and none is bundled for this platform; install ffmpeg", e);
        }
    }

    Map<String, String> environment() {
        String libraries = ffmpeg.getParent().toString();
        return Map.of("LD_LIBRARY_PATH", libraries, "DYLD_LIBRARY_PATH", libraries);
    }
}

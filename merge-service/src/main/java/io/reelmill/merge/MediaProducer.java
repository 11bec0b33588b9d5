package io.reelmill.merge;

import io.quarkus.runtime.Startup;
import io.reelmill.media.run.FfmpegRunner;
import io.reelmill.media.run.FfprobeRunner;
import io.reelmill.media.tool.MediaTools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Finds ffmpeg once. */
@ApplicationScoped
class MediaProducer {

    /** At start, so that a missing ffmpeg is told at once and the first merge does not wait for it. */
    @Startup
    @Produces
    @Singleton
    MediaTools tools() {
        return MediaTools.locate(System.getenv());
    }

    @Produces
    @Singleton
    FfmpegRunner ffmpeg(MediaTools tools) {
        return new FfmpegRunner(tools);
    }

    @Produces
    @Singleton
    FfprobeRunner ffprobe(MediaTools tools) {
        return new FfprobeRunner(tools);
    }
}

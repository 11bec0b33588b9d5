package io.reelmill.transcode;

import io.reelmill.media.run.FfmpegRunner;
import io.reelmill.media.tool.MediaTools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Finds ffmpeg once. */
@ApplicationScoped
class MediaProducer {

    @Produces
    @Singleton
    FfmpegRunner ffmpeg() {
        return new FfmpegRunner(MediaTools.locate(System.getenv()));
    }
}

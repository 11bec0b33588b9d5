package io.reelmill.transcode;

import io.reelmill.media.run.FfmpegRunner;
import io.reelmill.media.run.FfprobeRunner;
import io.reelmill.media.tool.MediaTools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Finds ffmpeg once. */
@ApplicationScoped
class MediaProducer {

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

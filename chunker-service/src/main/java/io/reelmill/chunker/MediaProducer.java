package io.reelmill.chunker;

import io.reelmill.media.tool.MediaTools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Finds ffmpeg and ffprobe once. */
@ApplicationScoped
class MediaProducer {

    @Produces
    @Singleton
    MediaTools tools() {
        return MediaTools.locate(System.getenv());
    }
}

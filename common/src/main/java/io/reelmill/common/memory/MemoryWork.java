package io.reelmill.common.memory;

import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.spec.VideoCodec;

/**
 * An encode of a chunk, as far as its memory goes.
 *
 * @param codec codec to produce
 * @param preset encoder preset
 * @param output the picture that is encoded
 * @param threads threads of decoder, filters and encoder each
 * @param decoder ffmpeg's name of the source's codec
 * @param source the picture that is decoded
 * @param deinterlace whether pictures are deinterlaced
 * @param lean whether the command is used that needs the least memory: one thread, a short lookahead
 */
public record MemoryWork(
        VideoCodec codec,
        String preset,
        MemoryPicture output,
        int threads,
        String decoder,
        MemoryPicture source,
        boolean deinterlace,
        boolean lean) {

    public MemoryWork {
        threads = lean ? 1 : Math.max(1, threads);
    }

    /** The ordinary encode of a rendition from its source. */
    public static MemoryWork of(VideoSettings settings, VideoTrack track, int threads) {
        boolean deep = settings.pixelFormat().contains("10");
        return new MemoryWork(
                settings.codec(),
                settings.preset(),
                MemoryPicture.of(settings.width(), settings.height(), settings.pixelFormat(), deep ? 10 : 8),
                threads,
                track.codec(),
                MemoryPicture.of(track.width(), track.height(), track.pixelFormat(), track.bitDepth()),
                settings.deinterlace(),
                false);
    }

    /** The same by the command that needs the least memory. */
    public MemoryWork leaner() {
        return new MemoryWork(codec, preset, output, 1, decoder, source, deinterlace, true);
    }

    MemoryWork withThreads(int other) {
        return new MemoryWork(codec, preset, output, other, decoder, source, deinterlace, lean);
    }

    MemoryWork withPreset(String other) {
        return new MemoryWork(codec, other, output, threads, decoder, source, deinterlace, lean);
    }

    MemoryWork withHeight(int height) {
        return new MemoryWork(codec, preset, output.atHeight(height), threads, decoder, source, deinterlace, lean);
    }

    /** Whether pictures are converted between decoder and encoder. */
    public boolean scaled() {
        return output.width() * (long) output.height() != source.width() * (long) source.height()
                || output.bitsPerPixel() != source.bitsPerPixel();
    }

    /** Under what the memory of work like this is learned. */
    public MemoryKey key() {
        return new MemoryKey(
                codec,
                preset,
                output.bits(),
                SizeBucket.of(output.megapixels()),
                threads,
                decoder,
                source.bits(),
                source.bitsPerPixel(),
                SizeBucket.of(source.megapixels()),
                scaled(),
                deinterlace,
                lean);
    }
}

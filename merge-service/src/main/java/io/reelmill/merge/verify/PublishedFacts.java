package io.reelmill.merge.verify;

import io.reelmill.media.probe.LightFacts;
import io.reelmill.merge.mp4.TrackFacts;
import java.util.List;

/**
 * What was measured in a file that is about to be published.
 *
 * @param streams its streams in order
 * @param pts presentation times of the video's frames, ascending; empty for sound only
 * @param changedFrames video frames whose bytes are not those of the chunks
 * @param audioPackets packets of each audio stream
 * @param audioTracks audio tracks by the file's own index
 * @param chapters number of chapters
 * @param light what each chunk says of HDR10, in order; empty where the source says nothing
 */
public record PublishedFacts(
        List<StreamFacts> streams,
        long[] pts,
        long changedFrames,
        List<Long> audioPackets,
        List<TrackFacts> audioTracks,
        int chapters,
        List<LightFacts> light) {

    public PublishedFacts {
        light = List.copyOf(light);
    }

    /** Streams of one type, in order. */
    public List<StreamFacts> of(String type) {
        return streams.stream().filter(s -> s.type().equals(type)).toList();
    }
}

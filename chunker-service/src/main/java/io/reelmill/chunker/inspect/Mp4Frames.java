package io.reelmill.chunker.inspect;

import io.reelmill.common.job.FailureCode;
import io.reelmill.media.probe.FirstFrames;
import io.reelmill.media.probe.FrameIndex;
import io.reelmill.media.probe.HttpRangeReader;
import io.reelmill.media.probe.Mp4Index;
import io.reelmill.media.probe.Mp4Track;
import io.reelmill.media.probe.ProbedStream;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.storage.StorageException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Frames of an MP4 from its index, checked against the packets that ffprobe saw. */
final class Mp4Frames {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpRangeReader reader;

    Mp4Frames(Source input, Duration patience) {
        this.reader = new HttpRangeReader(HTTP, URI.create(input.address()), input.bytes(), patience);
    }

    long bytesRead() {
        return reader.bytesRead();
    }

    /**
     * The frames, empty where the index is not one that can be relied on.
     *
     * @throws TaskFailure when the index promises more than the file holds, unless that is allowed
     */
    Optional<FrameIndex> read(Source input, ProbedStream stream, FirstFrames first, List<String> warnings)
            throws TaskFailure, InterruptedException {
        Optional<Mp4Index> index = index(input);
        Mp4Track track = index.flatMap(i -> i.track(stream.id())).orElse(null);
        if (track == null || track.index().frames() == 0 || !agrees(track, first)) {
            return Optional.empty();
        }
        long promised = index.get().promisedBytes();
        if (promised <= input.bytes()) {
            return Optional.of(track.index());
        }
        String figures =
                "the index promises %d frames in %d bytes; the file ends after %d bytes, and %d frames are there"
                        .formatted(
                                track.index().frames(),
                                promised,
                                input.bytes(),
                                track.present().frames());
        if (!input.allowPartial() || track.present().frames() == 0) {
            throw TaskFailure.badSource(FailureCode.TRUNCATED, figures);
        }
        warnings.add("the source is cut off: " + figures);
        return Optional.of(track.present());
    }

    private Optional<Mp4Index> index(Source input) throws InterruptedException {
        try {
            return Mp4Index.read(reader);
        } catch (IOException e) {
            throw new StorageException(
                    StorageException.Kind.UNAVAILABLE,
                    "reading %s broke off: %s".formatted(input.object().key(), e),
                    e);
        }
    }

    /** The first packets must have the very times that the index gives them. */
    private static boolean agrees(Mp4Track track, FirstFrames first) {
        List<Long> told = Arrays.stream(track.firstDecoded(first.packetPts().size()))
                .boxed()
                .toList();
        return told.size() <= first.packetPts().size()
                && !told.isEmpty()
                && told.equals(first.packetPts().subList(0, told.size()));
    }
}

package io.reelmill.merge.verify;

import io.reelmill.common.job.Outcome;
import io.reelmill.merge.join.Joined;
import io.reelmill.messaging.worker.TaskFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds a picture of the source for every chunk, from cheap to dear. */
final class PictureSearch {

    private final PictureChoice choice;
    private final SourcePictures pictures;
    private final Joined joined;
    private final Map<Long, Signature> source = new HashMap<>();

    PictureSearch(PictureChoice choice, SourcePictures pictures, Joined joined) {
        this.choice = choice;
        this.pictures = pictures;
        this.joined = joined;
    }

    /** Pictures found, by the names in the targets. */
    Map<Long, Signature> source() {
        return source;
    }

    /** At least one target for each chunk. */
    List<PictureChoice.Target> targets() throws TaskFailure, IOException, InterruptedException {
        source.putAll(pictures.cheap());
        List<PictureChoice.Target> targets = new ArrayList<>(choice.among(source.keySet()));
        TreeMap<Long, List<Long>> bySeek = new TreeMap<>();
        for (PictureChoice.Target first : choice.firstFrames(choice.uncovered(targets))) {
            Long seek = seek(first);
            bySeek.computeIfAbsent(seek == null ? SourcePictures.START : seek, k -> new ArrayList<>())
                    .add(first.source());
        }
        pictures.from(bySeek).forEach(source::putAll);
        targets.addAll(found(choice.uncovered(targets)));
        return complete(targets);
    }

    /** The keyframe before the frame: one that was seen, or the one that its worker began at. */
    private Long seek(PictureChoice.Target target) {
        return source.keySet().stream()
                .filter(pts -> pts <= target.source())
                .max(Long::compare)
                .orElse(joined.spans().get(target.span()).input().chunk().seekPts());
    }

    private List<PictureChoice.Target> found(List<Integer> spans) {
        return choice.firstFrames(spans).stream()
                .filter(t -> source.containsKey(t.source()))
                .toList();
    }

    /** A seek may have landed wrong: decoding from the start cannot. */
    private List<PictureChoice.Target> complete(List<PictureChoice.Target> targets)
            throws TaskFailure, IOException, InterruptedException {
        List<Integer> missing = choice.uncovered(targets);
        if (!missing.isEmpty()) {
            List<Long> names = choice.firstFrames(missing).stream()
                    .map(PictureChoice.Target::source)
                    .toList();
            pictures.from(Map.of(SourcePictures.START, names)).forEach(source::putAll);
            targets.addAll(found(missing));
            missing = choice.uncovered(targets);
        }
        if (!missing.isEmpty()) {
            throw new TaskFailure(
                    Outcome.VERIFY_FAILED,
                    "the source shows no picture for %d of %d chunks, first chunk %d; %s"
                            .formatted(
                                    missing.size(),
                                    joined.spans().size(),
                                    joined.spans()
                                            .get(missing.get(0))
                                            .input()
                                            .chunk()
                                            .index(),
                                    pictures.lastErrors()));
        }
        return targets;
    }
}

package io.reelmill.merge.mux;

import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.merge.attempt.MergeAttempt;
import io.reelmill.merge.join.Fetch;
import io.reelmill.merge.mp4.MalformedMediaException;
import io.reelmill.merge.mp4.MovieFile;
import io.reelmill.merge.mp4.TrackFacts;
import io.reelmill.messaging.worker.TaskFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fetches encoded audio tracks and checks each. */
public final class AudioFiles {

    private static final int FETCHES_AT_ONCE = 2;

    /** Samples by which counts may differ: one frame of AAC, since some counts include padding. */
    private static final long TOLERANCE = 1024;

    private final Fetch fetch;

    public AudioFiles(Fetch fetch) {
        this.fetch = fetch;
    }

    /**
     * Sound tracks by task, and those that are not sound.
     *
     * @param inputs tracks that passed
     * @param rejections tracks that must be done again
     */
    public record Result(List<AudioInput> inputs, List<TaskEvent.Rejection> rejections) {}

    /** Fetches the tracks, each with the source's track it was made from. */
    public Result fetch(MergeAttempt attempt, List<Map.Entry<TaskOutput, AudioTrack>> tracks)
            throws TaskFailure, IOException, InterruptedException {
        List<AudioInput> inputs = new ArrayList<>();
        List<TaskEvent.Rejection> rejections = new ArrayList<>();
        for (Fetched one :
                attempt.parallel().map(tracks, FETCHES_AT_ONCE, t -> fetch(attempt, t.getKey(), t.getValue()))) {
            one.problem()
                    .ifPresentOrElse(
                            problem -> rejections.add(new TaskEvent.Rejection(
                                    one.output().taskId(), one.output().attempt(), problem)),
                            () -> inputs.add(one.input()));
        }
        return new Result(inputs, rejections);
    }

    private record Fetched(TaskOutput output, AudioInput input, Optional<String> problem) {}

    private Fetched fetch(MergeAttempt attempt, TaskOutput output, AudioTrack track) throws TaskFailure, IOException {
        Path path = attempt.scratch(output.taskId() + ".audio");
        Optional<String> problem = fetch.fetch(attempt, output, path);
        if (problem.isPresent()) {
            return new Fetched(output, null, problem);
        }
        try {
            List<TrackFacts> facts = MovieFile.open(path).tracks();
            if (facts.size() != 1) {
                return new Fetched(output, null, Optional.of("holds %d tracks instead of one".formatted(facts.size())));
            }
            return new Fetched(
                    output, new AudioInput(track, output, path, facts.get(0)), problem(output, facts.get(0)));
        } catch (MalformedMediaException e) {
            return new Fetched(output, null, Optional.of("is damaged: " + e.getMessage()));
        }
    }

    static Optional<String> problem(TaskOutput output, TrackFacts facts) {
        long presented = facts.presentedTicks();
        return presented <= 0 || Math.abs(presented - output.frames()) > TOLERANCE
                ? Optional.of("holds %d samples instead of %d".formatted(presented, output.frames()))
                : Optional.empty();
    }
}

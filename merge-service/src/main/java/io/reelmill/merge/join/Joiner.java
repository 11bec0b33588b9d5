package io.reelmill.merge.join;

import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.merge.attempt.MergeAttempt;
import io.reelmill.merge.mp4.FragmentReader;
import io.reelmill.merge.mp4.FragmentedFile;
import io.reelmill.merge.mp4.MalformedMediaException;
import io.reelmill.messaging.worker.TaskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Fetches chunks, several at a time, checks each, and joins the sound ones. */
public final class Joiner {

    private static final int FETCHES_AT_ONCE = 4;

    private final Fetch fetch;

    public Joiner(Fetch fetch) {
        this.fetch = fetch;
    }

    /** Joins the chunks of one rendition; file names in scratch begin with its name. */
    public JoinResult join(MergeAttempt attempt, VideoTrack track, String rendition, List<ChunkInput> inputs)
            throws TaskFailure, IOException, InterruptedException {
        ChunkCheck check = new ChunkCheck(track);
        List<Fetched> fetched =
                attempt.parallel().map(inputs, FETCHES_AT_ONCE, input -> fetch(attempt, check, rendition, input));
        List<ChunkFile> sound = new ArrayList<>();
        List<TaskEvent.Rejection> rejections = new ArrayList<>();
        for (Fetched one : fetched) {
            one.rejection().ifPresentOrElse(rejections::add, () -> sound.add(one.file()));
        }
        for (TaskEvent.Rejection odd : InitializationCheck.rejections(sound)) {
            rejections.add(odd);
            sound.removeIf(c -> c.input().output().taskId().equals(odd.taskId()));
        }
        Joined joined = sound.isEmpty() ? null : append(attempt, track, attempt.scratch(rendition + ".joined"), sound);
        return new JoinResult(joined, rejections);
    }

    private record Fetched(ChunkFile file, Optional<TaskEvent.Rejection> rejection) {}

    private Fetched fetch(MergeAttempt attempt, ChunkCheck check, String rendition, ChunkInput input)
            throws TaskFailure, IOException {
        Path path = attempt.scratch("%s.%s".formatted(rendition, input.chunk().name()));
        Optional<String> problem = fetch.fetch(attempt, input.output(), path);
        ChunkFile file = null;
        if (problem.isEmpty()) {
            try {
                FragmentedFile index = FragmentReader.read(path);
                file = new ChunkFile(input, path, index, sha256(index.initialization()));
                problem = check.problem(input, index).or(file::unlikeStored);
            } catch (MalformedMediaException e) {
                problem = Optional.of("is damaged: " + e.getMessage());
            }
        }
        return new Fetched(file, problem.map(input::rejected));
    }

    private static Joined append(MergeAttempt attempt, VideoTrack track, Path target, List<ChunkFile> chunks)
            throws TaskFailure, IOException {
        ChunkFile first = chunks.get(0);
        long[] clock = DecodeClock.times(chunks, end(track, chunks));
        long delay = DecodeClock.delay(chunks, clock);
        try (ChunkAppender appender = new ChunkAppender(
                target, first.index().initialization(), first.index().trackId(), clock, delay)) {
            for (ChunkFile chunk : chunks) {
                attempt.check();
                appender.append(chunk);
                Files.delete(chunk.path());
            }
            return appender.result(first);
        }
    }

    /** Where the last frame ends: by the plan where it names frames, otherwise by the chunk itself. */
    private static long end(VideoTrack track, List<ChunkFile> chunks) {
        ChunkFile last = chunks.get(chunks.size() - 1);
        Timeline timeline = new Timeline(track, last.index().timescale());
        if (timeline.namesFrames()) {
            return timeline.ticks(last.input().chunk().endPts());
        }
        long[] pts = last.index().samples().sortedPts();
        return pts[pts.length - 1] + Math.max(1, last.index().lastDuration());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

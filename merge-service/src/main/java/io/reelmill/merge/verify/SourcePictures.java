package io.reelmill.merge.verify;

import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.media.run.RunResult;
import io.reelmill.merge.attempt.MergeAttempt;
import io.reelmill.messaging.worker.TaskFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Pictures of the source, decoded independently of the encodes. The cheap ones are begun at once and shared by all
 * renditions of a job; a frame is named by its PTS, or by its number where the source's PTS name no frames.
 */
public final class SourcePictures {

    /** Numbers of the first frames that are compared when frames can only be counted. */
    private static final List<Integer> NUMBERS = List.of(0, 12, 36, 72);

    /** Frames between those that follow, and most of these. */
    private static final int NUMBERS_APART = 250;

    private static final int MOST_NUMBERS = 400;

    /** Decode from the start of the file. */
    static final long START = Long.MIN_VALUE;

    private static final int RUNS_AT_ONCE = 2;

    private final MergeAttempt attempt;
    private final VerifyCommands commands;
    private final String url;
    private final VideoTrack track;
    private final Future<Map<Long, Signature>> cheap;
    private final AtomicInteger files = new AtomicInteger();
    private volatile String lastErrors = "";

    /**
     * Begins to read.
     *
     * @param attempt the attempt
     * @param threads threads for the decoder
     * @param url address of the media that the chunks were read from
     * @param track its picture
     * @param chunks the plan's ranges
     */
    public SourcePictures(MergeAttempt attempt, int threads, String url, VideoTrack track, List<Chunk> chunks)
            throws InterruptedException {
        this.attempt = attempt;
        this.commands = new VerifyCommands(threads);
        this.url = url;
        this.track = track;
        this.cheap = attempt.parallel().start(() -> readCheap(chunks));
    }

    private Map<Long, Signature> readCheap(List<Chunk> chunks) throws Exception {
        if (track.access() == VideoTrack.Access.SEQUENTIAL) {
            return byNumber(numbers(track.frames()));
        }
        if (KeyframeDensity.dense(track, chunks)) {
            return Map.of();
        }
        return read((pictures, listing) -> commands.keyframes(url, track, pictures, listing));
    }

    /** Where it begins, then spread to the last frame. */
    static List<Integer> numbers(long frames) {
        TreeSet<Integer> numbers = new TreeSet<>(NUMBERS);
        int step = (int) Math.max(NUMBERS_APART, frames / MOST_NUMBERS);
        for (int number = step; number < frames; number += step) {
            numbers.add(number);
        }
        numbers.add((int) frames - 1);
        return List.copyOf(numbers.headSet((int) frames));
    }

    private Map<Long, Signature> byNumber(List<Integer> numbers) throws Exception {
        Map<Long, Signature> byPts = read((p, l) -> commands.numbered(url, track, numbers, p, l));
        Map<Long, Signature> byNumber = new HashMap<>();
        int i = 0;
        for (Signature signature : byPts.values()) {
            byNumber.put((long) numbers.get(i++), signature);
        }
        return byNumber;
    }

    /** What costs little: keyframes, or the first few frames where frames can only be counted. */
    Map<Long, Signature> cheap() throws TaskFailure, IOException, InterruptedException {
        return attempt.parallel().get(cheap);
    }

    /** Frames with the given PTS, by the PTS of the keyframe to decode from, or {@link #START}; one map for each. */
    List<Map<Long, Signature>> from(Map<Long, List<Long>> ptsBySeek)
            throws TaskFailure, IOException, InterruptedException {
        return attempt.parallel()
                .map(List.copyOf(ptsBySeek.entrySet()), RUNS_AT_ONCE, run -> from(run.getKey(), run.getValue()));
    }

    private Map<Long, Signature> from(long seekPts, List<Long> pts)
            throws TaskFailure, IOException, InterruptedException {
        Long seek = seekPts == START ? null : Long.valueOf(seekPts);
        return read((pictures, listing) -> commands.frames(url, track, seek, pts, pictures, listing));
    }

    private interface Command {
        List<String> to(Path pictures, Path listing);
    }

    /** Whatever was decoded; a chunk that got no picture is noticed by the caller. */
    private Map<Long, Signature> read(Command command) throws TaskFailure, IOException, InterruptedException {
        int number = files.incrementAndGet();
        Path pictures = attempt.scratch("source-%d.gray".formatted(number));
        Path listing = attempt.scratch("source-%d.pts".formatted(number));
        RunResult result = attempt.ffmpeg(command.to(pictures, listing));
        lastErrors = result.stderrTail();
        return SignatureFile.read(pictures, listing);
    }

    /** What ffmpeg last said about the source. */
    String lastErrors() {
        return Stream.of(lastErrors.split("\n")).reduce((a, b) -> b).orElse("");
    }
}

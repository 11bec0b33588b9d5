package io.reelmill.merge.join;

import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.merge.mp4.FragmentedFile;
import io.reelmill.merge.mp4.SampleTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Chunks and joined files of made-up frames; a source of 25 frames per second in ticks of 1/1000 that begins at 500. */
public final class TestingChunks {

    private TestingChunks() {}

    public static VideoTrack track(VideoTrack.Access access) {
        return new VideoTrack(
                0,
                "h264",
                640,
                360,
                0,
                new Rational(1, 1),
                "yuv420p",
                8,
                ColorFacts.UNKNOWN,
                false,
                new Rational(1, 1000),
                new Rational(25, 1),
                false,
                12,
                500,
                980,
                0,
                access);
    }

    /** The chunk of so many frames that begins with the given one. */
    static ChunkInput input(int index, int first, int frames) {
        return input(index, first, frames, 2);
    }

    static ChunkInput input(int index, int first, int frames, int attempt) {
        Chunk chunk = new Chunk(index, first, frames, 500 + first * 40L, 500 + (first + frames) * 40L, null);
        return new ChunkInput(chunk, frames, new TaskOutput("chunk-" + index, attempt, "key", 1, frames, null));
    }

    /** Frames by number in decode order, in ticks of 1/1000; a keyframe where the number is below zero, then -1 - n. */
    static FragmentedFile file(int... frames) {
        SampleTable samples = new SampleTable();
        for (int frame : frames) {
            samples.add(0, 10, (frame < 0 ? -1 - frame : frame) * 40L, frame < 0);
        }
        return new FragmentedFile(new byte[0], 1000, 1, samples, 40);
    }

    static ChunkFile chunk(int index, int first, int... frames) {
        return new ChunkFile(input(index, first, frames.length), Path.of("none"), file(frames), "sha");
    }

    /** Three chunks of four frames, two GOPs each, as joined. */
    public static Joined joined() {
        SampleTable samples = new SampleTable();
        List<Joined.Span> spans = new ArrayList<>();
        long[] clock = new long[13];
        for (int i = 0; i < 12; i++) {
            samples.add(100 + i * 10L, 10, i * 40L, i % 2 == 0);
            clock[i] = i * 40L;
        }
        clock[12] = 480;
        for (int i = 0; i < 3; i++) {
            spans.add(new Joined.Span(input(i, i * 4, 4), i * 4, i * 4 + 4));
        }
        return new Joined(Path.of("none"), new byte[0], 1000, 1, samples, new int[12], clock, 0, spans);
    }
}

package io.reelmill.common.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.TaskKind;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.plan.AudioSettings;
import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.RenditionPlan;
import io.reelmill.common.plan.SourceFacts;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.common.plan.TaskSpec;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.spec.VideoCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScratchNeedTest {

    private static final long MIB = 1L << 20;

    private static TaskSpec task(String id, TaskKind kind, String rendition) {
        return new TaskSpec(id, kind, rendition, 0, 0, null, 1, 1, 1, WorkQueue.STANDARD);
    }

    private static TaskOutput output(String id, long bytes) {
        return new TaskOutput(id, 1, id, bytes, 1, null);
    }

    @Test
    void planning_may_copy_the_source() {
        assertThat(ScratchNeed.copy(0)).as("not known").isZero();
        assertThat(ScratchNeed.copy(1.5)).isBetween(MIB * 3 / 2, MIB * 40);
    }

    @Test
    void every_output_once_and_the_largest_while_it_is_made() {
        ObjectRef source = new ObjectRef("bucket", "source");
        JobPlan plan = new JobPlan(
                source,
                source,
                new SourceFacts("mov", 1, null, List.of(), List.of(), 0, null, null),
                List.of(
                        new RenditionPlan("high", null, List.of("audio-0")),
                        new RenditionPlan("low", null, List.of("audio-0"))),
                List.of(),
                List.of(
                        task("a", TaskKind.CHUNK, "high"),
                        task("b", TaskKind.CHUNK, "high"),
                        task("c", TaskKind.CHUNK, "low"),
                        task("audio-0", TaskKind.AUDIO, null)),
                0,
                List.of());
        TaskWork.Merge work = new TaskWork.Merge(
                plan,
                "clip",
                false,
                List.of(
                        output("a", 60 * MIB),
                        output("b", 40 * MIB),
                        output("c", 20 * MIB),
                        output("audio-0", 2 * MIB)),
                false);
        long outputs = (100 + 2 + 20 + 2) * MIB;
        long making = 102 * MIB + 51 * MIB;
        assertThat(ScratchNeed.bytes(work)).isEqualTo(2 * MIB + outputs + making + 32 * MIB);
    }

    @Test
    void a_chunk_by_its_pixels_or_its_bitrate() {
        assertThat(ScratchNeed.bytes(chunk(23.0, null))).isBetween(30 * MIB + 32 * MIB, 40 * MIB + 32 * MIB);
        assertThat(ScratchNeed.bytes(chunk(17.0, null)) - 32 * MIB)
                .isEqualTo(2 * (ScratchNeed.bytes(chunk(23.0, null)) - 32 * MIB));
        assertThat(ScratchNeed.bytes(chunk(null, 8_000_000L))).isEqualTo(10_000_000 + 32 * MIB);
    }

    private static TaskWork chunk(Double crf, Long bitrate) {
        Rational rate = new Rational(50, 1);
        VideoTrack track = new VideoTrack(
                0,
                "h264",
                1920,
                1080,
                0,
                new Rational(1, 1),
                "yuv420p",
                8,
                null,
                false,
                new Rational(1, 50),
                rate,
                false,
                500,
                0,
                500,
                0,
                VideoTrack.Access.RANDOM);
        VideoSettings settings = new VideoSettings(
                VideoCodec.H264, "medium", 1920, 1080, crf, bitrate, null, null, "yuv420p", 100, false);
        return new TaskWork.EncodeChunk(
                new ObjectRef("bucket", "source"), track, new Chunk(0, 0, 500, 0, 500, null), "main", settings);
    }

    @Test
    void a_track_by_its_length() {
        AudioTrack track = new AudioTrack(1, "aac", 2, "stereo", 48000, null, null, true, new Rational(0, 1), 3600);
        TaskWork work = new TaskWork.EncodeAudio(
                new ObjectRef("bucket", "source"), track, new AudioSettings(160_000, 2, "stereo", 48000));

        assertThat(ScratchNeed.bytes(work)).isEqualTo(72_000_000 + 32 * MIB);
    }
}

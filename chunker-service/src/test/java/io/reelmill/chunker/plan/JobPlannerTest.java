package io.reelmill.chunker.plan;

import static io.reelmill.chunker.plan.TestingTracks.PAL;
import static io.reelmill.chunker.plan.TestingTracks.frames;
import static io.reelmill.chunker.plan.TestingTracks.track;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.MemoryBasis;
import io.reelmill.common.job.TaskKind;
import io.reelmill.common.memory.MemoryModel;
import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.RenditionPlan;
import io.reelmill.common.plan.SourceFacts;
import io.reelmill.common.plan.TaskSpec;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.plan.VideoTrack.Access;
import io.reelmill.common.spec.AudioSpec;
import io.reelmill.common.spec.AudioSpec.Channels;
import io.reelmill.common.spec.JobSpec;
import io.reelmill.common.spec.OutputSpec;
import io.reelmill.common.spec.Source;
import io.reelmill.common.spec.VideoCodec;
import io.reelmill.common.spec.VideoSpec;
import io.reelmill.common.spec.VideoSpec.Deinterlace;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobPlannerTest {

    private static final ObjectRef SOURCE = new ObjectRef("reelmill", "raw/j/source");
    private static final ChunkBounds BOUNDS = new ChunkBounds(10, 1000, 1, 3);
    private static final MemoryPlanner MEMORY = new MemoryPlanner(MemoryModel.measured());
    private static final AudioSpec STEREO = new AudioSpec(128_000, Channels.STEREO);
    private static final AudioSpec KEEP = new AudioSpec(128_000, Channels.KEEP);

    @Test
    void every_rendition_has_every_chunk_and_ids_say_which() {
        JobPlan plan = plan(
                track(1920, 1080, 0, 8, false), List.of(), output("1080p", 1080, STEREO), output("360p", 360, STEREO));

        assertThat(plan.chunks()).hasSize(4);
        assertThat(plan.tasks())
                .extracting(TaskSpec::id)
                .containsExactlyInAnyOrder(
                        "chunk-1080p-00000",
                        "chunk-1080p-00001",
                        "chunk-1080p-00002",
                        "chunk-1080p-00003",
                        "chunk-360p-00000",
                        "chunk-360p-00001",
                        "chunk-360p-00002",
                        "chunk-360p-00003");
        assertThat(plan.tasks()).extracting(TaskSpec::frames).containsOnly(250L);
    }

    @Test
    void a_cap_is_lowered_by_what_each_chunk_leaves_to_the_next() {
        VideoSpec capped =
                new VideoSpec(VideoCodec.H264, "medium", 720, false, 23d, null, 5_000_000L, Deinterlace.AUTO);

        JobPlan plan = plan(track(1280, 720, 0, 8, false), List.of(), new OutputSpec("main", capped, null));

        assertThat(plan.renditions().get(0).video().maxBitrate()).isEqualTo(4_500_000);
        assertThat(plan.renditions().get(0).video().bufferSize()).isEqualTo(10_000_000);
    }

    @Test
    void the_longest_work_comes_first() {
        JobPlan plan = plan(
                track(1920, 1080, 0, 8, false),
                List.of(sound(2)),
                output("360p", 360, STEREO),
                output("1080p", 1080, STEREO));

        assertThat(plan.tasks())
                .isSortedAccordingTo(Comparator.comparingDouble(TaskSpec::cost).reversed());
        assertThat(plan.tasks().get(0).rendition()).isEqualTo("1080p");
    }

    @Test
    void a_track_is_encoded_once_for_all_renditions_that_want_it_alike() {
        JobPlan plan = plan(
                track(1920, 1080, 0, 8, false),
                List.of(sound(6), sound(2)),
                output("a", 720, STEREO),
                output("b", 360, STEREO),
                output("c", 360, KEEP));

        assertThat(plan.tasks().stream()
                        .filter(task -> task.kind() == TaskKind.AUDIO)
                        .map(TaskSpec::id))
                .containsExactlyInAnyOrder("audio-0", "audio-1", "audio-2");
        assertThat(plan.renditions())
                .extracting(RenditionPlan::audioTasks)
                .containsExactly(
                        List.of("audio-0", "audio-1"), List.of("audio-0", "audio-1"), List.of("audio-2", "audio-1"));
    }

    @Test
    void sound_alone_has_no_chunks_and_no_picture() {
        JobPlan plan = plan(null, List.of(sound(2)), output("a", 720, STEREO));

        assertThat(plan.chunks()).isEmpty();
        assertThat(plan.tasks()).extracting(TaskSpec::id).containsExactly("audio-0");
        assertThat(plan.renditions().get(0).video()).isNull();
    }

    @Test
    void a_picture_that_cannot_be_cut_is_one_chunk_from_the_start() {
        JobPlan plan = plan(track(640, 360, 0, 8, false, PAL, Access.SEQUENTIAL), List.of(), output("a", null, null));

        assertThat(plan.chunks()).singleElement().satisfies(chunk -> {
            assertThat(chunk.frames()).isEqualTo(1000);
            assertThat(chunk.seekPts()).isNull();
        });
    }

    @Test
    void people_are_told_when_the_height_they_asked_for_is_not_there() {
        JobPlan plan =
                plan(track(640, 360, 0, 8, false), List.of(), output("big", 2160, null), output("fits", 360, null));

        assertThat(plan.warnings()).singleElement().asString().contains("big", "360", "2160");
    }

    @Test
    void the_memory_of_work_is_predicted_and_named_so_that_it_can_be_learned() {
        JobPlan plan = plan(
                track(3840, 2160, 0, 8, false),
                List.of(sound(2)),
                output("uhd", 2160, STEREO),
                output("sd", 360, STEREO));

        assertThat(task(plan, "chunk-uhd-00000").predictedBytes()).isBetween(1100L << 20, 1800L << 20);
        assertThat(task(plan, "chunk-uhd-00000").memoryKey())
                .isEqualTo("H264/medium/8bit/8389k/1t/h264-8bit-12bpp-8389k/plain");
        assertThat(task(plan, "chunk-uhd-00000").memoryBasis()).isEqualTo(MemoryBasis.TABLE);
        assertThat(plan.tasks()).as("the gateway chooses").allMatch(task -> task.queue() == null);
        assertThat(task(plan, "chunk-sd-00000").memoryKey()).endsWith("/scale");
        assertThat(task(plan, "audio-0").memoryKey()).isNull();
    }

    private static TaskSpec task(JobPlan plan, String id) {
        return plan.tasks().stream()
                .filter(task -> task.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static JobPlan plan(VideoTrack video, List<AudioTrack> audio, OutputSpec... outputs) {
        SourceFacts facts = new SourceFacts("mov", 1 << 20, video, audio, List.of(), 0, null, null);
        Inspection found = new Inspection(
                SOURCE, SOURCE, facts, video == null ? null : frames(1000, 25, 0), 4096, false, List.of());
        JobSpec spec = new JobSpec(Source.object("reelmill", "raw/j/source", null), null, List.of(outputs), 10, false);
        return JobPlanner.plan(spec, found, BOUNDS, MEMORY);
    }

    private static OutputSpec output(String name, Integer height, AudioSpec audio) {
        VideoSpec video = new VideoSpec(VideoCodec.H264, "medium", height, false, 23d, null, null, Deinterlace.AUTO);
        return new OutputSpec(name, video, audio);
    }

    private static AudioTrack sound(int channels) {
        return new AudioTrack(channels, "aac", channels, null, 48_000, "eng", null, true, new Rational(0, 1), 40);
    }
}

package io.reelmill.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.media.Damage;
import io.reelmill.messaging.worker.TaskResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source with damage in its middle: what is left comes out at its time, and the report says what is missing. */
class MergePartialIT {

    private static final VideoSettings SETTINGS = TestingJob.x264(320, 176, 30);

    @TempDir
    Path dir;

    private TestingObjectStore store;
    private Path source;

    @BeforeEach
    void make() throws Exception {
        store = new TestingObjectStore(Files.createDirectory(dir.resolve("store")));
        source = dir.resolve("source.mp4");
        TestingMedia.ffmpeg(
                dir,
                "-filter_complex",
                TestingMedia.picture("30"),
                "-t 8 -c:v libx264 -preset veryfast -bf 0 -x264-params scenecut=0 -g 48 -threads 1",
                TestingMedia.word(source.toString()));
    }

    @ParameterizedTest(name = "{0}: frames {1} to {2} do not decode")
    @CsvSource({
        "in the middle of a chunk, 100, 103",
        "at the beginning of a chunk, 120, 125",
        "at the end, 236, 240",
        "more than a whole chunk, 115, 191"
    })
    void what_decodes_is_published_with_both_numbers(String where, int from, int to) throws Exception {
        Damage.frames(source, from, to);

        MergeReport report = merged(
                new TestingJob(store, dir, source).allowPartial().video(60).rendition("main", SETTINGS));

        Path file = store.path("output/job/main.mp4");
        List<Integer> numbers = TestingMedia.frameNumbers(file, dir);
        long[] pts = TestingMedia.videoPts(file);
        int nextKeyframe = (to + 47) / 48 * 48;
        List<Integer> shown = Arrays.stream(pts)
                .mapToObj(time -> (int) ((time - pts[0]) / 512))
                .toList();
        assertThat(shown).isSorted().doesNotContain(from, to - 1).hasSameSizeAs(numbers);
        assertThat(shown)
                .containsAll(IntStream.range(0, 240)
                        .filter(i -> i < from || i >= nextKeyframe)
                        .boxed()
                        .toList());
        // What depends on lost frames up to the next keyframe shows something, if anything.
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i) < from || shown.get(i) >= nextKeyframe) {
                assertThat(numbers.get(i)).isEqualTo(shown.get(i));
            }
        }
        assertThat(report.warnings())
                .anyMatch(w -> w.contains("shows " + numbers.size() + " of 240 frames"))
                .anyMatch(w -> w.contains("the decoder complained"));
        assertThat(report.outputs().get(0).durationSeconds()).isCloseTo(8, org.assertj.core.data.Offset.offset(0.05));
    }

    @Test
    void damage_that_hides_no_frame_is_a_warning() throws Exception {
        Damage.middle(source, 150);

        MergeReport report = merged(new TestingJob(store, dir, source).video(60).rendition("main", SETTINGS));

        assertThat(TestingMedia.videoPts(store.path("output/job/main.mp4"))).hasSize(240);
        assertThat(report.warnings()).singleElement().asString().contains("damaged in", "of 4 chunks", "complained");
    }

    private MergeReport merged(TestingJob job) throws Exception {
        TaskResult result = job.merge();
        assertThat(result).as(result.toString()).isInstanceOf(TaskResult.Merged.class);
        MergeReport report = ((TaskResult.Merged) result).report();
        assertThat(report.checks()).allMatch(MergeReport.Check::passed);
        return report;
    }
}

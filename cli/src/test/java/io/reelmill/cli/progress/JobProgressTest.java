package io.reelmill.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.cli.gateway.JobView;
import io.reelmill.cli.gateway.JobView.AudioView;
import io.reelmill.cli.gateway.JobView.RenditionView;
import io.reelmill.common.job.JobStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobProgressTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int COLUMNS = 100;

    private final JobProgress progress = new JobProgress("clip.mp4");

    @Test
    void an_upload_shows_bytes_rate_and_time_left() {
        progress.uploaded(at(0), 0, 60_000_000);
        progress.uploaded(at(2), 20_000_000, 60_000_000);

        assertThat(progress.lines(at(2), COLUMNS))
                .containsExactly(
                        "clip.mp4",
                        "  upload    [########-----------------]  33%  20.0 MB of 60.0 MB  10.0 MB/s  eta 0:04");
        assertThat(progress.state()).isEqualTo("clip.mp4: uploading");
    }

    @Test
    void planning_shows_how_long_it_has_run() {
        progress.seen(at(0), job(JobStatus.QUEUED));
        assertThat(progress.lines(at(3), COLUMNS)).contains("  planning  [---------------#####-----]  waiting 0:03");

        progress.seen(at(4), job(JobStatus.PLANNING));
        assertThat(progress.lines(at(9), COLUMNS)).contains("  planning  [---------------#####-----]  running 0:05");
    }

    @Test
    void each_rendition_shows_chunks_rate_and_time_left() {
        progress.seen(at(0), job(JobStatus.ENCODING, rendition("720p", 0), rendition("1080p", 0)));
        progress.seen(at(2), job(JobStatus.ENCODING, rendition("720p", 120), rendition("1080p", 60)));

        assertThat(progress.lines(at(2), COLUMNS))
                .containsExactly(
                        "clip.mp4",
                        "  720p      [##########---------------]  40%  chunks 1/3 done, 2 running  60 fps  eta 0:03",
                        "  1080p     [#####--------------------]  20%  chunks 1/3 done, 2 running  30 fps  eta 0:08",
                        "  audio     [-------------------------]   0%  0 of 1 done");
    }

    @Test
    void the_merge_has_a_line_of_its_own() {
        progress.seen(at(0), job(JobStatus.MERGING, rendition("720p", 300)));
        assertThat(progress.lines(at(2), COLUMNS)).contains("  merge     [----------#####----------]  running 0:02");
    }

    @Test
    void the_end_is_one_line() {
        progress.uploaded(at(0), 10, 10);
        progress.ended("done");
        assertThat(progress.lines(at(1), COLUMNS)).containsExactly("clip.mp4: done");
        assertThat(progress.detail(at(1))).isEqualTo("clip.mp4: done");
    }

    @Test
    void no_line_is_wider_than_the_terminal() {
        progress.seen(at(0), job(JobStatus.ENCODING, rendition("720p", 0)));
        progress.seen(at(2), job(JobStatus.ENCODING, rendition("720p", 120)));
        assertThat(progress.lines(at(2), 40)).allMatch(line -> line.length() <= 40);
    }

    @Test
    void output_that_cannot_be_redrawn_gets_the_share_of_frames() {
        progress.seen(at(0), job(JobStatus.ENCODING, rendition("720p", 120)));
        assertThat(progress.detail(at(1))).isEqualTo("clip.mp4: encoding 40.0%, 120 of 300 frames");
    }

    @Test
    void output_that_cannot_be_redrawn_gets_the_time_of_what_has_no_measure() {
        progress.seen(at(0), job(JobStatus.PLANNING));
        assertThat(progress.detail(at(12))).isEqualTo("clip.mp4: planning, 0:12");
        progress.seen(at(12), job(JobStatus.MERGING, rendition("720p", 300)));
        assertThat(progress.detail(at(75))).isEqualTo("clip.mp4: merging, 1:03");
    }

    private static Instant at(long second) {
        return BEGIN.plusSeconds(second);
    }

    private static RenditionView rendition(String name, long frames) {
        return new RenditionView(name, 3, 1, 2, frames, 300);
    }

    private static JobView job(JobStatus state, RenditionView... renditions) {
        long done = List.of(renditions).stream()
                .mapToLong(RenditionView::framesDone)
                .sum();
        long total = List.of(renditions).stream()
                .mapToLong(RenditionView::framesTotal)
                .sum();
        return new JobView(
                "id",
                state,
                false,
                null,
                total == 0 ? 0 : 100.0 * done / total,
                done,
                total,
                List.of(renditions),
                new AudioView(1, 0),
                List.of(),
                null,
                BEGIN,
                null,
                null,
                0,
                List.of());
    }
}

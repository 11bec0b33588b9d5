package io.reelmill.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.FailureCode;
import io.reelmill.common.spec.JobSpec;
import io.reelmill.common.spec.Source;
import io.reelmill.gateway.api.JobView.OutputView;
import io.reelmill.gateway.jobs.Failure;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.testing.Specimens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobViewsTest {

    @Test
    void a_completed_job_shows_its_files_under_names_for_people() {
        JobView view = JobViews.of(Specimens.completed(Specimens.file("hd")), Map.of(), "media");

        assertThat(view.outputs())
                .containsExactly(new OutputView(
                        "hd",
                        "My clip-hd.mp4",
                        "video/mp4",
                        1000,
                        "ab12",
                        1280,
                        720,
                        240,
                        9.6,
                        1,
                        0,
                        "/api/v1/jobs/" + Specimens.ID + "/outputs/hd",
                        "s3://media/" + Specimens.file("hd").key()));
        assertThat(view.percent()).isEqualTo(100);
        assertThat(view.finishedAt()).isEqualTo(Specimens.START.plusSeconds(300));
        assertThat(view.failure()).isNull();
    }

    @Test
    void a_failed_job_says_why_and_what_to_do() {
        JobView view =
                JobViews.of(Specimens.failed(new Failure(FailureCode.NOT_MEDIA, "it is a text")), Map.of(), "media");

        assertThat(view.failure().code()).isEqualTo(FailureCode.NOT_MEDIA);
        assertThat(view.failure().detail()).isEqualTo("it is a text");
        assertThat(view.failure().advice()).isEqualTo(FailureCode.NOT_MEDIA.advice());
        assertThat(view.outputs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://m.example/a.mov?X-Signature=secret,https://m.example/a.mov",
        "https://m.example/a.mov#t=1,https://m.example/a.mov",
        "https://m.example/a.mov,https://m.example/a.mov"
    })
    void the_query_of_an_address_may_hold_a_signature_and_is_not_shown(String url, String shown) {
        JobSpec spec = new JobSpec(Source.url(url), null, List.of(), 10, false);
        Job job = Job.draft(Specimens.ID, spec, Scheduling.DEFAULT, Map.of(), Specimens.START);

        assertThat(JobViews.of(job, Map.of(), "media").source().url()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"clip.mov,clip-hd.mp4", "clip,clip-hd.mp4", ".mov,.mov-hd.mp4", "a.b.mkv,a.b-hd.mp4", "-,hd.mp4"})
    void files_are_named_after_their_source(String source, String name) {
        assertThat(JobViews.downloadName(source, Specimens.file("hd"))).isEqualTo(name);
    }
}

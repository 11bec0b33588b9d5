package io.reelmill.operator.jobs;

import static io.reelmill.operator.jobs.TestingMediaJob.NOW;
import static io.reelmill.operator.jobs.TestingMediaJob.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.JobStatus;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.MediaJobStatus;
import io.reelmill.operator.gateway.GatewayJob;
import io.reelmill.operator.jobs.Turns.Turn;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final MediaJob resource = TestingMediaJob.of("profile: fast");

    private MediaJobStatus status(GatewayJob job, Finding finding) {
        return Statuses.of(new Report(resource, job, null, finding, null, Map.of(), NOW));
    }

    @Test
    void each_turn_is_told_when_it_comes() {
        MediaJobStatus pending = status(null, new Finding("Unavailable", "nobody answers", false));
        MediaJobStatus queued = status(job(JobStatus.QUEUED), null);
        MediaJobStatus encoding = status(job(JobStatus.ENCODING), null);
        MediaJobStatus completed = status(job(JobStatus.COMPLETED), null);

        assertThat(Turns.of(null, pending)).isEmpty();
        assertThat(Turns.of(pending, queued))
                .containsExactly(new Turn("Normal", "Accepted", "the gateway took it as job j1"));
        assertThat(Turns.of(queued, encoding)).isEmpty();
        assertThat(Turns.of(encoding, completed))
                .containsExactly(new Turn("Normal", "Complete", "1 files are published"));
        assertThat(Turns.of(completed, completed)).isEmpty();
        assertThat(Turns.of(null, completed)).extracting(Turn::reason).containsExactly("Accepted", "Complete");
    }

    @Test
    void a_failure_is_a_warning_with_its_code_and_what_to_do() {
        assertThat(Turns.of(status(job(JobStatus.ENCODING), null), status(job(JobStatus.FAILED), null)))
                .containsExactly(new Turn("Warning", "Failed", "NotMedia: it is a text. Send a film."));
    }
}

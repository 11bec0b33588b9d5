package io.reelmill.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.reelmill.common.job.JobStatus;
import io.reelmill.gateway.problem.Problem.FieldError;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.store.JobPage;
import io.reelmill.gateway.testing.Specimens;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ListParametersTest {

    @Test
    void states_and_labels_may_be_repeated_or_listed() {
        ListParameters wanted = ListParameters.read(
                List.of("queued,PLANNING", "FAILED"), List.of("team=web", "show=a b"), Specimens.ID, "7");

        assertThat(wanted.filter().states())
                .containsExactlyInAnyOrder(JobStatus.QUEUED, JobStatus.PLANNING, JobStatus.FAILED);
        assertThat(wanted.filter().labels()).isEqualTo(Map.of("team", "web", "show", "a b"));
        assertThat(wanted.limit()).isEqualTo(7);
    }

    @Test
    void the_next_page_asks_for_the_same() {
        ListParameters wanted = ListParameters.read(List.of("FAILED"), List.of("show=a b"), null, "2");

        assertThat(wanted.next(new JobPage(List.of(), "c-1")))
                .isEqualTo("/api/v1/jobs?limit=2&cursor=c-1&state=FAILED&label=show%3Da+b");
        assertThat(wanted.next(new JobPage(List.of(), null))).isNull();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(List.of("DONE"), List.of(), null, "5", "state"),
                arguments(List.of(), List.of("team"), null, "5", "label"),
                arguments(List.of(), List.of(), "' or 1=1", "5", "cursor"),
                arguments(List.of(), List.of(), null, "0", "limit"),
                arguments(List.of(), List.of(), null, "201", "limit"),
                arguments(List.of(), List.of(), null, "ten", "limit"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_wrong_parameter_is_named(
            List<String> states, List<String> labels, String cursor, String limit, String field) {
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> ListParameters.read(states, labels, cursor, limit));

        assertThat(problem.errors()).extracting(FieldError::field).containsExactly(field);
    }
}

package io.reelmill.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.reelmill.common.job.ProblemCode;
import io.reelmill.gateway.store.IdempotencyConflictException;
import io.reelmill.gateway.store.JobNotFoundException;
import io.reelmill.gateway.store.StoreUnavailableException;
import io.reelmill.storage.StorageException;
import io.reelmill.storage.StorageException.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemsTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new JobNotFoundException("j"), ProblemCode.JOB_NOT_FOUND, false),
                arguments(new IdempotencyConflictException("k", "j"), ProblemCode.IDEMPOTENCY_CONFLICT, false),
                arguments(new StoreUnavailableException(null), ProblemCode.UNAVAILABLE, true),
                arguments(storage(Kind.FULL), ProblemCode.STORAGE_FULL, false),
                arguments(storage(Kind.UNAVAILABLE), ProblemCode.UNAVAILABLE, true),
                arguments(storage(Kind.DENIED), ProblemCode.INTERNAL, false),
                arguments(new CompletionException(new JobNotFoundException("j")), ProblemCode.JOB_NOT_FOUND, false),
                arguments(new IllegalStateException("password=hunter2"), ProblemCode.INTERNAL, false));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void every_failure_has_its_problem(Throwable failure, ProblemCode code, boolean comesBack) {
        ProblemException problem = Problems.of(failure);

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.retryAfter().isPresent()).isEqualTo(comesBack);
        assertThat(problem.getMessage()).isNotBlank().doesNotContain("hunter2");
    }

    @Test
    void a_problem_stays_itself() {
        ProblemException problem = ProblemException.of(ProblemCode.JOB_ENDED, "over");

        assertThat(Problems.of(problem)).isSameAs(problem);
    }

    @Test
    void every_code_has_a_type_and_a_title_of_its_own() {
        List<Problem> all = Arrays.stream(ProblemCode.values())
                .map(code -> Problem.of(code, "d", "/i", List.of()))
                .toList();

        assertThat(new HashSet<>(all.stream().map(Problem::type).toList())).hasSameSizeAs(all);
        assertThat(new HashSet<>(all.stream().map(Problem::title).toList())).hasSameSizeAs(all);
        assertThat(all).allMatch(problem -> problem.status() >= 400 && problem.status() < 600);
        assertThat(Problem.of(ProblemCode.TOO_LARGE, "d", "/i", List.of()).type())
                .isEqualTo("urn:reelmill:problem:too-large");
    }

    private static StorageException storage(Kind kind) {
        return new StorageException(kind, "no", new IOException("secret-key=hunter2"));
    }
}

package io.reelmill.merge.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.message.TaskEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitializationCheckTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"aaa, ''", "aba, 1", "baa, 0", "abb, 0", "ab, 1", "aabbb, 0 1", "a, ''"})
    void those_unlike_most_are_rejected_and_ties_go_to_the_first(String initializations, String rejected) {
        assertThat(rejected(initializations, "1".repeat(initializations.length())))
                .isEqualTo(rejected);
    }

    @ParameterizedTest(name = "{0} of attempts {1}: {2}")
    @CsvSource({"aab, 112, 0 1", "aab, 111, 2", "aab, 212, 2", "aab, 213, 0 1", "aabc, 1123, 0 1 2", "bbb, 222, ''"})
    void where_a_chunk_was_done_again_and_still_differs_the_others_are(
            String initializations, String attempts, String rejected) {
        assertThat(rejected(initializations, attempts)).isEqualTo(rejected);
    }

    private static String rejected(String initializations, String attempts) {
        List<ChunkFile> chunks = new ArrayList<>();
        for (int i = 0; i < initializations.length(); i++) {
            chunks.add(new ChunkFile(
                    TestingChunks.input(i, i, 1, attempts.charAt(i) - '0'),
                    Path.of("none"),
                    TestingChunks.file(-1),
                    initializations.substring(i, i + 1)));
        }
        return InitializationCheck.rejections(chunks).stream()
                .map(TaskEvent.Rejection::taskId)
                .map(id -> id.replace("chunk-", ""))
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }
}

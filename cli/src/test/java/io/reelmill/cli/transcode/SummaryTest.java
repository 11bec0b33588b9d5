package io.reelmill.cli.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.cli.ExitCode;
import io.reelmill.cli.transcode.TranscodeResult.Written;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static final TranscodeResult DONE = new TranscodeResult(
            "a.mov",
            "job-1",
            "COMPLETED",
            null,
            null,
            null,
            List.of(new Written("720p", "a-720p.mp4", 12_100_000, "abc", 1280, 720, 3479)),
            3479,
            116.1,
            48.2,
            2.41,
            1,
            List.of("a subtitle track was left out"),
            ExitCode.OK);
    private static final TranscodeResult FAILED = TranscodeResult.failed(
            "b.txt", "job-2", "FAILED", ExitCode.JOB_FAILED, "NOT_MEDIA", "b.txt is text", "Check the file.");

    @Test
    void people_read_what_was_made_and_how_fast() {
        assertThat(Summary.lines(DONE))
                .containsExactly(
                        "a-720p.mp4",
                        "  3479 frames, 1:56, 12.1 MB; took 48.2 s, 2.41x; 1 retry",
                        "  warning: a subtitle track was left out");
    }

    @Test
    void people_read_why_it_failed_and_what_to_do() {
        assertThat(Summary.lines(FAILED)).containsExactly("b.txt: NOT_MEDIA: b.txt is text", "  Check the file.");
    }

    @Test
    void scripts_get_one_object_with_the_first_failure() {
        assertThat(Summary.json(List.of(DONE, FAILED)))
                .startsWith("{\"status\":\"failed\",\"code\":\"NOT_MEDIA\",\"detail\":\"b.txt is text\",\"jobs\":[{")
                .contains("\"input\":\"a.mov\"", "\"speed\":2.41", "\"sha256\":\"abc\"", "\"input\":\"b.txt\"")
                .doesNotContain("exitCode", "succeeded");
        assertThat(Summary.json(List.of(DONE)))
                .startsWith("{\"status\":\"completed\",\"jobs\":[{")
                .doesNotContain("\"code\"");
        assertThat(Summary.json("STACK_FAILED", "no room"))
                .isEqualTo("{\"status\":\"failed\",\"code\":\"STACK_FAILED\",\"detail\":\"no room\",\"jobs\":[]}");
    }

    @Test
    void the_first_failure_is_the_exit_code() {
        assertThat(Summary.exitCode(List.of(DONE))).isZero();
        assertThat(Summary.exitCode(List.of(DONE, FAILED))).isEqualTo(ExitCode.JOB_FAILED);
    }
}

package io.reelmill.operator.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.operator.gateway.JobOrder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersTest {

    @Test
    void everything_that_a_media_job_says_is_asked_for() {
        JobOrder order = Orders.of(
                TestingMediaJob.of(
                        """
                        outputs:
                        - {name: hd, codec: hevc, preset: slow, height: 1080, upscale: true, crf: 20, maxBitrate: 9000000,
                           deinterlace: Never, audioBitrate: 192000, channels: Keep}
                        chunking: {seconds: 6}
                        memory: {class: standard, onOom: Restart, maxOomRetries: 2}
                        retries: 1
                        """),
                null);

        assertThat(order)
                .isEqualTo(new JobOrder(
                        new JobOrder.Source(new JobOrder.S3Object("inbox", "a/film.mkv"), null, null),
                        null,
                        List.of(new JobOrder.Output(
                                "hd",
                                "hevc",
                                "slow",
                                1080,
                                true,
                                20.0,
                                null,
                                9_000_000L,
                                "off",
                                null,
                                192_000L,
                                "keep")),
                        order.labels(),
                        6.0,
                        1,
                        new JobOrder.Memory("restart", 2, "standard")));
        assertThat(order.labels())
                .containsEntry("media.reelmill.io/uid", "u1")
                .containsEntry("media.reelmill.io/namespace", "media")
                .containsEntry("media.reelmill.io/name", "film");
    }

    @Test
    void a_profile_of_the_namespace_is_its_outputs_and_another_one_its_name() {
        var profile = TestingMediaJob.of("outputs: [{name: tiny, height: 90}]")
                .getSpec()
                .outputs();

        JobOrder own = Orders.of(TestingMediaJob.of("profile: web"), profile);
        JobOrder built = Orders.of(TestingMediaJob.of("profile: web"), null);

        assertThat(own.profile()).isNull();
        assertThat(own.outputs()).extracting(JobOrder.Output::name).containsExactly("tiny");
        assertThat(built.profile()).isEqualTo("web");
        assertThat(built.outputs()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"36h, PT36H", "1d12h, PT36H", "90s, PT90S", "7d, PT168H", "1h30m5s, PT1H30M5S"})
    void durations_are_sums(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }
}

package io.reelmill.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.spec.VideoCodec;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

    private static final TaskAttempt ATTEMPT = new TaskAttempt("j1", "chunk-720p-00003", 2, "transcode-1");
    private static final AttemptStats STATS = new AttemptStats(Instant.parse("2026-01-02T03:04:05Z"), 4, 5, 6, 7, 5, 9);

    static Stream<TaskEvent> events() {
        return Stream.of(
                new TaskEvent.TaskSucceeded(1, ATTEMPT, STATS, new TaskOutput("t", 2, "k", 10, 20, "abc", 3)),
                new TaskEvent.TaskFailed(1, ATTEMPT, STATS, Outcome.STALLED, FailureCode.STALLED, "no frame for 120 s"),
                new TaskEvent.EncodesRejected(1, ATTEMPT, STATS, List.of(new TaskEvent.Rejection("t", 1, "missing"))),
                new TaskEvent.JobMerged(1, ATTEMPT, STATS, new MergeReport("j1", List.of(), List.of(), List.of("w"))));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_survives_the_wire(TaskEvent event) {
        assertThat(Messages.read(Messages.write(event), TaskEvent.class)).isEqualTo(event);
    }

    @Test
    void a_work_item_survives_the_wire() {
        VideoTrack track = new VideoTrack(
                0,
                "h264",
                1920,
                1080,
                90,
                new Rational(1, 1),
                "yuv420p",
                8,
                ColorFacts.UNKNOWN,
                false,
                new Rational(1, 90000),
                new Rational(30000, 1001),
                false,
                300,
                -3003,
                897897,
                0,
                VideoTrack.Access.RANDOM);
        VideoSettings settings = new VideoSettings(
                VideoCodec.H264, "medium", 1280, 720, 23.0, null, 5_000_000L, 10_000_000L, "yuv420p", 60, false);
        WorkItem item = new WorkItem(
                WorkItem.SCHEMA,
                "j1",
                "chunk-720p-00003",
                2,
                WorkQueue.STANDARD,
                1L << 30,
                new TaskWork.EncodeChunk(
                        new ObjectRef("b", "k"),
                        track,
                        new Chunk(3, 900, 300, 0, 900900, null),
                        "720p",
                        settings,
                        true,
                        true));

        assertThat(Messages.read(Messages.write(item), WorkItem.class)).isEqualTo(item);
    }

    @Test
    void fields_of_a_newer_sender_are_tolerated() {
        String json = "{\"schema\":2,\"jobId\":\"j1\",\"reason\":\"new\"}";

        assertThat(Messages.read(json, Control.class)).isEqualTo(new Control(2, "j1", null, null));
    }

    @Test
    void what_an_older_sender_does_not_say_is_nothing() {
        String output =
                "{\"taskId\":\"t\",\"attempt\":2,\"key\":\"k\",\"bytes\":10,\"frames\":20,\"initSha256\":\"abc\"}";
        String stats =
                "{\"startedAt\":\"2026-01-02T03:04:05Z\",\"millis\":4,\"cpuMillis\":5,\"peakBytes\":6,\"frames\":7}";

        assertThat(Messages.read(output, TaskOutput.class)).isEqualTo(new TaskOutput("t", 2, "k", 10, 20, "abc", 0));
        assertThat(Messages.read(stats, AttemptStats.class).averageBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{", "[]", "{\"type\":\"Unheard\"}", "hello"})
    void what_is_not_a_message_says_so(String json) {
        assertThatThrownBy(() -> Messages.read(json, TaskEvent.class))
                .isInstanceOf(Messages.UndecodableMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {WorkItem.class, Control.class, TaskEvent.class, Claim.Request.class})
    void a_record_without_a_value_is_no_message(Class<?> type) {
        assertThatThrownBy(() -> Messages.read(null, type)).isInstanceOf(Messages.UndecodableMessageException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{}| jobId is missing",
                "{'jobId':' ','taskId':'t'}| jobId is empty",
                "{'jobId':'j'}| taskId is missing",
                "{'jobId':'j','taskId':'t'}| attempt is 0",
                "{'jobId':'j','taskId':'t','attempt':1}| queue is missing",
                "{'jobId':'j','taskId':'t','attempt':1,'queue':'SMALL','predictedBytes':-1}| predictedBytes is -1",
                "{'jobId':'j','taskId':'t','attempt':1,'queue':'SMALL'}| work is missing",
                "{'jobId':'j','taskId':'t','attempt':1,'queue':'PLAN','work':{'kind':'PLAN'}}| spec is missing",
                "{'jobId':'j','taskId':'t','attempt':1,'queue':'SMALL','work':{'kind':'CHUNK'}}| media is missing",
                "{'jobId':'j','taskId':'t','attempt':1,'queue':'SMALL','work':{'kind':'AUDIO'}}| source is missing",
                "{'jobId':'j','taskId':'t','attempt':1,'queue':'MERGE','work':{'kind':'MERGE'}}| plan is missing",
                "{'jobId':'j','taskId':'t','attempt':1,'queue':'HUGE'}| HUGE"
            })
    void a_work_item_says_what_it_lacks(String json, String lack) {
        assertThatThrownBy(() -> Messages.read(json.replace('\'', '"'), WorkItem.class))
                .isInstanceOf(Messages.UndecodableMessageException.class)
                .hasMessageContaining(lack);
    }

    @Test
    void a_control_message_names_a_job() {
        assertThatThrownBy(() -> Messages.read("{}", Control.class))
                .isInstanceOf(Messages.UndecodableMessageException.class)
                .hasMessageContaining("jobId is missing");
    }
}

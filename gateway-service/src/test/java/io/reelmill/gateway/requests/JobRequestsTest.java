package io.reelmill.gateway.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.reelmill.common.job.ProblemCode;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.spec.AudioSpec;
import io.reelmill.common.spec.MemorySpec;
import io.reelmill.common.spec.OutputSpec;
import io.reelmill.common.spec.Source;
import io.reelmill.common.spec.VideoCodec;
import io.reelmill.common.spec.VideoSpec.Deinterlace;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.problem.Problem.FieldError;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.profiles.Profiles;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobRequestsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final SourcePolicy POLICY = new SourcePolicy(Set.of("inbox", "reelmill"), "reelmill");
    private static final String URL = "'source':{'url':'https://m.example/a/b.mov?sig=1'}";

    @Test
    void a_request_that_says_nothing_gets_every_default() {
        JobOrder order = order("{" + URL + "}");

        assertThat(order.scheduling()).isEqualTo(Scheduling.DEFAULT);
        assertThat(order.labels()).isEmpty();
        assertThat(order.spec().profile()).isEqualTo("balanced");
        assertThat(order.spec().chunkSeconds()).isEqualTo(10);
        assertThat(order.spec().allowPartial()).isFalse();
        assertThat(order.spec().memory()).isEqualTo(MemorySpec.DEFAULT);
        assertThat(order.spec().source()).isEqualTo(new Source(null, null, "https://m.example/a/b.mov?sig=1", "b.mov"));
        assertThat(order.spec().outputs())
                .containsExactly(new OutputSpec("balanced", Profiles.BALANCED.video(), Profiles.BALANCED.audio()));
    }

    @Test
    void everything_that_can_be_said_arrives() {
        JobOrder order = order("{'source':{'s3':{'bucket':'inbox','key':'x/y.mkv'},'fileName':'dir/My clip.mkv'},"
                + "'outputs':[{'name':'hd','codec':'HEVC','preset':'slow','height':1080,'upscale':true,'crf':20,"
                + "'maxBitrate':9000000,'deinterlace':'off','audioBitrate':192000,'channels':'keep'},"
                + "{'height':480,'bitrate':1000000,'audio':false}],'priority':-7,'deadline':'2026-06-02T14:00:00+02:00',"
                + "'notBefore':'2026-06-02T00:00:00Z','labels':{'team':'web'},'chunkSeconds':4,'allowPartial':true,'retries':5,"
                + "'memory':{'onOom':'Restart','maxOomRetries':1,'leastClass':'Standard'}}");

        assertThat(order.scheduling())
                .isEqualTo(new Scheduling(
                        false, -7, Instant.parse("2026-06-02T12:00:00Z"), Instant.parse("2026-06-02T00:00:00Z")));
        assertThat(order.labels()).containsExactly(Map.entry("team", "web"));
        assertThat(order.spec().memory()).isEqualTo(new MemorySpec(MemorySpec.OnOom.RESTART, 1, WorkQueue.STANDARD));
        assertThat(order.spec().retries()).isEqualTo(5);
        assertThat(order.spec().profile()).isNull();
        assertThat(order.spec().source()).isEqualTo(Source.object("inbox", "x/y.mkv", "My clip.mkv"));
        OutputSpec hd = order.spec().outputs().get(0);
        assertThat(hd.name()).isEqualTo("hd");
        assertThat(hd.video().codec()).isEqualTo(VideoCodec.HEVC);
        assertThat(hd.video().crf()).isEqualTo(20.0);
        assertThat(hd.video().maxBitrate()).isEqualTo(9_000_000L);
        assertThat(hd.video().upscale()).isTrue();
        assertThat(hd.video().deinterlace()).isEqualTo(Deinterlace.OFF);
        assertThat(hd.audio()).isEqualTo(new AudioSpec(192_000, AudioSpec.Channels.KEEP));
        OutputSpec sd = order.spec().outputs().get(1);
        assertThat(sd.name()).isEqualTo("480p");
        assertThat(sd.video().crf()).isNull();
        assertThat(sd.video().bitrate()).isEqualTo(1_000_000L);
        assertThat(sd.video().maxBitrate()).isEqualTo(1_500_000L);
        assertThat(sd.audio()).isNull();
    }

    static Stream<Arguments> defaults() {
        return Stream.of(
                arguments("{'profile':'small'}", "720p", VideoCodec.HEVC, "medium", 28.0, 2_500_000L),
                arguments("{'profile':'fast'}", "fast", VideoCodec.H264, "veryfast", 24.0, 10_000_000L),
                arguments("{'outputs':[{'codec':'hevc'}]}", "balanced", VideoCodec.HEVC, "medium", 26.0, 12_000_000L),
                arguments("{'outputs':[{'codec':'av1'}]}", "balanced", VideoCodec.AV1, "8", 32.0, 12_000_000L),
                arguments(
                        "{'outputs':[{'codec':'av1','bitrate':900000}]}", "balanced", VideoCodec.AV1, "8", null, null),
                arguments("{'outputs':[{'maxBitrate':0}]}", "balanced", VideoCodec.H264, "medium", 23.0, null),
                arguments(
                        "{'profile':'quality','outputs':[{'height':360}]}",
                        "360p",
                        VideoCodec.H264,
                        "slow",
                        18.0,
                        40_000_000L));
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void what_is_left_open_comes_from_the_profile_or_the_codec(
            String json, String name, VideoCodec codec, String preset, Double crf, Long cap) {
        OutputSpec output = order(json.replaceFirst("\\{", "{" + URL + ","))
                .spec()
                .outputs()
                .get(0);

        assertThat(output.name()).isEqualTo(name);
        assertThat(output.video().codec()).isEqualTo(codec);
        assertThat(output.video().preset()).isEqualTo(preset);
        assertThat(output.video().crf()).isEqualTo(crf);
        assertThat(output.video().maxBitrate()).isEqualTo(cap);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("{}", "source"),
                arguments("{'source':{}}", "source"),
                arguments("{'source':{'url':'http://a/b','s3':{'bucket':'inbox','key':'k'}}}", "source"),
                arguments("{'source':{'url':'ftp://a/b'}}", "source.url"),
                arguments("{'source':{'url':'file:///etc/passwd'}}", "source.url"),
                arguments("{'source':{'url':'concat:a|b'}}", "source.url"),
                arguments("{'source':{'url':'http://'}}", "source.url"),
                arguments("{'source':{'url':'http://user:secret@a/b'}}", "source.url"),
                arguments("{'source':{'s3':{'bucket':'other','key':'k'}}}", "source.s3.bucket"),
                arguments("{'source':{'s3':{'key':'k'}}}", "source.s3.bucket"),
                arguments("{'source':{'s3':{'bucket':'inbox','key':' '}}}", "source.s3.key"),
                arguments("{'source':{'s3':{'bucket':'inbox','key':'/a.mp4'}}}", "source.s3.key"),
                arguments("{'source':{'s3':{'bucket':'inbox','key':'a//b.mp4'}}}", "source.s3.key"),
                arguments("{'source':{'s3':{'bucket':'inbox','key':'./a.mp4'}}}", "source.s3.key"),
                arguments("{'source':{'s3':{'bucket':'inbox','key':'a/../b.mp4'}}}", "source.s3.key"),
                arguments("{'source':{'s3':{'bucket':'reelmill','key':'./raw/j/source'}}}", "source.s3.key"),
                arguments("{'source':{'s3':{'bucket':'reelmill','key':'a/../raw/j/source'}}}", "source.s3.key"),
                arguments("{'source':{'s3':{'bucket':'reelmill','key':'raw/j/source'}}}", "source.s3.key"),
                arguments("{'source':{'s3':{'bucket':'reelmill','key':'output/j/a.mp4'}}}", "source.s3.key"),
                arguments("{" + URL + ",'profile':'Balanced'}", "profile"),
                arguments("{" + URL + ",'outputs':[]}", "outputs"),
                arguments("{" + URL + ",'outputs':[{'name':'a'},{'name':'a'}]}", "outputs[1].name"),
                arguments("{" + URL + ",'outputs':[{},{}]}", "outputs[1].name"),
                arguments("{" + URL + ",'outputs':[{'name':'HD'}]}", "outputs[0].name"),
                arguments("{" + URL + ",'outputs':[{'name':'-hd'}]}", "outputs[0].name"),
                arguments("{" + URL + ",'outputs':[{'name':'a/../b'}]}", "outputs[0].name"),
                arguments("{" + URL + ",'outputs':[{'name':'" + "a".repeat(33) + "'}]}", "outputs[0].name"),
                arguments("{" + URL + ",'outputs':[{'codec':'vp9'}]}", "outputs[0].codec"),
                arguments("{" + URL + ",'outputs':[{'crf':0}]}", "outputs[0].crf"),
                arguments("{" + URL + ",'outputs':[{'crf':52}]}", "outputs[0].crf"),
                arguments("{" + URL + ",'outputs':[{'codec':'av1','crf':64}]}", "outputs[0].crf"),
                arguments("{" + URL + ",'outputs':[{'crf':23,'bitrate':1000000}]}", "outputs[0].bitrate"),
                arguments("{" + URL + ",'outputs':[{'bitrate':49999}]}", "outputs[0].bitrate"),
                arguments("{" + URL + ",'outputs':[{'bitrate':400000001}]}", "outputs[0].bitrate"),
                arguments(
                        "{" + URL + ",'outputs':[{'bitrate':2000000,'maxBitrate':1000000}]}", "outputs[0].maxBitrate"),
                arguments("{" + URL + ",'outputs':[{'height':31}]}", "outputs[0].height"),
                arguments("{" + URL + ",'outputs':[{'height':8193}]}", "outputs[0].height"),
                arguments("{" + URL + ",'outputs':[{'preset':'8'}]}", "outputs[0].preset"),
                arguments("{" + URL + ",'outputs':[{'codec':'av1','preset':'medium'}]}", "outputs[0].preset"),
                arguments("{" + URL + ",'outputs':[{'deinterlace':'yes'}]}", "outputs[0].deinterlace"),
                arguments("{" + URL + ",'outputs':[{'channels':'5.1'}]}", "outputs[0].channels"),
                arguments("{" + URL + ",'outputs':[{'audioBitrate':1}]}", "outputs[0].audioBitrate"),
                arguments("{" + URL + ",'outputs':[{'audio':false,'channels':'keep'}]}", "outputs[0].audio"),
                arguments("{" + URL + ",'priority':101}", "priority"),
                arguments("{" + URL + ",'priority':-101}", "priority"),
                arguments("{" + URL + ",'deadline':'2026-06-01T12:00:00Z'}", "deadline"),
                arguments(
                        "{" + URL + ",'deadline':'2026-06-01T13:00:00Z','notBefore':'2026-06-01T13:00:00Z'}",
                        "notBefore"),
                arguments("{" + URL + ",'chunkSeconds':1.9}", "chunkSeconds"),
                arguments("{" + URL + ",'chunkSeconds':120.1}", "chunkSeconds"),
                arguments("{" + URL + ",'labels':{'-a':'b'}}", "labels.-a"),
                arguments("{" + URL + ",'labels':{'a':null}}", "labels.a"),
                arguments("{" + URL + ",'labels':{'a':'line\\nline'}}", "labels.a"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_is_told_with_its_field(String json, String field) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> order(json));

        assertThat(problem.code()).isEqualTo(ProblemCode.VALIDATION_FAILED);
        assertThat(problem.errors()).extracting(FieldError::field).containsExactly(field);
    }

    @Test
    void all_faults_are_told_at_once() {
        ProblemException problem = catchThrowableOfType(
                ProblemException.class,
                () -> order("{'profile':'x','outputs':[{'crf':99,'height':1}],'priority':500,'chunkSeconds':1}"));

        assertThat(problem.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "source", "profile", "outputs[0].crf", "outputs[0].height", "priority", "chunkSeconds");
    }

    @Test
    void a_retry_is_the_same_again_but_for_its_times() {
        Job old = old();
        Source copy = Source.object("reelmill", "raw/new/source", "b.mov");

        JobOrder again = JobRequests.again(old, copy, JobRequest.EMPTY, NOW);

        assertThat(again.spec()).isEqualTo(old.spec().withSource(copy));
        assertThat(again.labels()).isEqualTo(old.labels());
        assertThat(again.scheduling()).isEqualTo(new Scheduling(false, 9, null, null));
    }

    @Test
    void a_retry_can_ask_for_something_else() {
        JobRequest asked = RequestJson.read("{\"profile\":\"fast\",\"labels\":{}}", JobRequest.class);

        JobOrder again = JobRequests.again(old(), old().spec().source(), asked, NOW);

        assertThat(again.spec().profile()).isEqualTo("fast");
        assertThat(again.spec().outputs()).extracting(OutputSpec::name).containsExactly("fast");
        assertThat(again.spec().chunkSeconds()).isEqualTo(5);
        assertThat(again.labels()).isEmpty();
    }

    @Test
    void a_retry_cannot_name_another_source() {
        JobRequest asked = RequestJson.read("{\"source\":{\"url\":\"http://a/b\"}}", JobRequest.class);

        ProblemException problem = catchThrowableOfType(
                ProblemException.class,
                () -> JobRequests.again(old(), old().spec().source(), asked, NOW));

        assertThat(problem.errors()).extracting(FieldError::field).containsExactly("source");
    }

    static Stream<Arguments> patches() {
        return Stream.of(
                arguments("{}", ""),
                arguments("{'priority':101}", "priority"),
                arguments("{'deadline':'2026-06-01T11:00:00Z'}", "deadline"));
    }

    @ParameterizedTest
    @MethodSource("patches")
    void a_change_that_is_none_or_not_valid_is_told(String json, String field) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> patch(json));

        assertThat(problem.errors()).extracting(FieldError::field).containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-06-01T23:00:00Z", "2026-06-02T00:00:00Z"})
    void a_deadline_before_the_job_may_begin_is_told(String deadline) {
        Scheduling tomorrow = new Scheduling(false, 0, null, Instant.parse("2026-06-02T00:00:00Z"));
        JobPatch patch = patch("{'deadline':'" + deadline + "'}");

        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> JobRequests.check(patch, tomorrow));

        assertThat(problem.errors()).extracting(FieldError::field).containsExactly("deadline");
    }

    @Test
    void a_deadline_after_the_start_or_none_is_fine() {
        Scheduling tomorrow = new Scheduling(false, 0, null, Instant.parse("2026-06-02T00:00:00Z"));

        assertThatCode(() -> {
                    JobRequests.check(patch("{'deadline':'2026-06-02T00:00:01Z'}"), tomorrow);
                    JobRequests.check(patch("{'deadline':null}"), tomorrow);
                    JobRequests.check(patch("{'priority':1}"), tomorrow);
                    JobRequests.check(patch("{'deadline':'2026-06-01T23:00:00Z'}"), Scheduling.DEFAULT);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void a_deadline_can_be_left_alone_set_and_removed() {
        assertThat(patch("{'priority':1}").deadline()).isNull();
        assertThat(patch("{'deadline':'2026-06-02T00:00:00Z'}").deadline())
                .contains(Instant.parse("2026-06-02T00:00:00Z"));
        assertThat(patch("{'deadline':null}").deadline()).isEmpty();
    }

    private static Job old() {
        JobOrder order = order("{" + URL + ",'outputs':[{'name':'hd','crf':20}],'priority':9,'labels':{'a':'b'},"
                + "'chunkSeconds':5,'deadline':'2026-06-02T00:00:00Z'}");
        return Job.draft("old", order.spec(), order.scheduling(), order.labels(), NOW);
    }

    private static JobPatch patch(String json) {
        JobPatch patch = RequestJson.read(json.replace('\'', '"'), JobPatch.class);
        JobRequests.check(patch, NOW);
        return patch;
    }

    private static JobOrder order(String json) {
        return JobRequests.order(RequestJson.read(json.replace('\'', '"'), JobRequest.class), POLICY, NOW);
    }
}

package io.reelmill.gateway.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.reelmill.common.spec.OutputSpec;
import io.reelmill.common.spec.Source;
import io.reelmill.gateway.problem.Problem.FieldError;
import io.reelmill.gateway.problem.ProblemException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UploadParametersTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void all_parameters_arrive() {
        JobRequest request = UploadParameters.read(
                parameters(
                        "profile=fast&name=hd&codec=hevc&preset=slow&height=720&upscale=true&crf=21.5&maxBitrate=2.5M"
                                + "&deinterlace=on&audioBitrate=96k&channels=keep&priority=3&deadline=2026-07-01T00:00:00+02:00"
                                + "&notBefore=2026-06-30T00:00:00Z&labels=a=b,c=d&chunkSeconds=6&allowPartial=true&fileName=x.mov"));

        assertThat(request.profile()).isEqualTo("fast");
        assertThat(request.outputs())
                .containsExactly(new OutputRequest(
                        "hd", "hevc", "slow", 720, true, 21.5, null, 2_500_000L, "on", null, 96_000L, "keep"));
        assertThat(request.priority()).isEqualTo(3);
        assertThat(request.deadline()).isEqualTo("2026-06-30T22:00:00Z");
        assertThat(request.notBefore()).isEqualTo("2026-06-30T00:00:00Z");
        assertThat(request.labels()).containsExactly(Map.entry("a", "b"), Map.entry("c", "d"));
        assertThat(request.chunkSeconds()).isEqualTo(6);
        assertThat(request.allowPartial()).isTrue();
    }

    @Test
    void without_a_setting_of_its_own_the_output_is_the_profiles() {
        JobOrder order = JobRequests.orderForUpload(
                Source.object("b", "k", null), UploadParameters.read(parameters("profile=small&crf=")), NOW);

        assertThat(order.spec().profile()).isEqualTo("small");
        assertThat(order.spec().outputs()).extracting(OutputSpec::name).containsExactly("720p");
    }

    @ParameterizedTest
    @CsvSource({"2500000,2500000", "2500k,2500000", "2.5M,2500000", "2.5m,2500000", "0,0"})
    void bitrates_may_be_short(String text, long bits) {
        JobRequest request = UploadParameters.read(parameters("maxBitrate=" + text));

        assertThat(request.outputs().get(0).maxBitrate()).isEqualTo(bits);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("hight=720", "hight", "is not a parameter of uploads"),
                arguments("height=tall", "height", "must be a whole number"),
                arguments("crf=good", "crf", "must be a number"),
                arguments("bitrate=fast", "bitrate", "must be bits per second, such as 2500000, 2500k or 2.5M"),
                arguments("bitrate=-5", "bitrate", "must be bits per second, such as 2500000, 2500k or 2.5M"),
                arguments("audio=loud", "audio", "must be true or false"),
                arguments("deadline=tomorrow", "deadline", "must be a time such as 2026-12-31T18:00:00Z"),
                arguments("notBefore=1780000000", "notBefore", "must be a time such as 2026-12-31T18:00:00Z"),
                arguments("notBefore=+10000-01-01T00:00:00Z", "notBefore", Times.RULE),
                arguments("labels=team", "labels", "must be key=value, several parted by commas"),
                arguments("profile=a&profile=b", "profile", "must be given once"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_parameter_that_cannot_be_read_is_named(String query, String field, String detail) {
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> UploadParameters.read(parameters(query)));

        assertThat(problem.errors()).contains(new FieldError(field, detail));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "a.mov,b.mov,a.mov",
                "-,b.mov,b.mov",
                "-,C:\\clips\\b.mov,b.mov",
                "-,../../etc/passwd,passwd",
                "-,..,-",
                "-,-,-"
            })
    void a_file_has_the_name_of_the_parameter_or_its_own_without_directories(String given, String own, String name) {
        Map<String, List<String>> parameters = given == null ? Map.of() : parameters("fileName=" + given);

        assertThat(UploadParameters.fileName(parameters, own)).isEqualTo(name);
    }

    private static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters
                    .computeIfAbsent(parts[0], name -> new java.util.ArrayList<>())
                    .add(parts[1]);
        }
        return parameters;
    }
}

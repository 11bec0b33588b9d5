package io.reelmill.gateway.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadTypesTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "video/mp4,true,video/mp4",
                "Audio/AAC,true,Audio/AAC",
                "application/json; charset=utf-8,true,application/json; charset=utf-8",
                "multipart/form-data; boundary=x,true,multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded,true,application/octet-stream",
                "application/jsonlines,true,application/octet-stream",
                "nonsense,true,application/octet-stream",
                "-,true,application/octet-stream",
                "application/MP4,false,application/octet-stream",
                "application/ogg; codecs=theora,false,application/octet-stream",
                "application/mxf,false,application/octet-stream",
                "application/x-www-form-urlencoded,false,application/x-www-form-urlencoded",
                "text/plain,false,text/plain",
                "-,false,-"
            })
    void parameters_make_a_file_of_any_type(String given, boolean parameters, String type) {
        assertThat(UploadTypes.of(given, parameters)).isEqualTo(type);
    }
}

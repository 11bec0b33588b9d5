package io.reelmill.media.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorLogTest {

    private final ErrorLog log = new ErrorLog();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[h264 @ 0x55d] [error] error while decoding MB 3 4, bytestream -5",
                "[vist#0:0/h264 @ 0x55d] [error] Error submitting packet to decoder: Invalid data found when processing input",
                "[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55d] [error] stream 0, offset 0x30: partial file",
                "[vist#0:0/mpeg2video @ 0x55d] [warning] corrupt decoded frame",
            })
    void complaints_about_the_input_are_counted(String line) {
        log.line(line);

        assertThat(log.complaints()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[mpegts @ 0x562] [warning] Packet corrupt (stream = 0, dts = 491690).",
                "[in#0/mpegts @ 0x562] [warning] corrupt input packet in stream 0",
            })
    void packets_that_are_not_whole_are_counted_apart(String line) {
        log.line(line);

        assertThat(log.corruptPackets()).isEqualTo(1);
        assertThat(log.complaints()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[info] Stream mapping:",
                "[libx264 @ 0x55d] [error] this is about the output",
                "[out#0/mp4 @ 0x55d] [error] Error writing trailer",
                "[https @ 0x55d] [error] will reconnect",
                "[h264 @ 0x55d] [warning] Increasing reorder buffer to 2",
                "",
            })
    void other_lines_are_not(String line) {
        log.line(line);

        assertThat(log.complaints()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[http @ 0x56] [error] Stream ends prematurely at 2171943, should be 4343886",
                "[https @ 0x56] [warning] HTTP error 503 Service Unavailable",
                "[tcp @ 0x56] [error] Connection to tcp://127.0.0.1:9 failed: Connection refused",
                "[in#0/mpegts @ 0x55] [error] Error during demuxing: Connection reset by peer",
                "[in#0/mov,mp4,m4a,3gp,3g2,mj2 @ 0x55] [error] Error during demuxing: Connection timed out",
                "[in#0/matroska,webm @ 0x55] [error] Error retrieving a packet from demuxer: Input/output error",
            })
    void complaints_about_reading_are_counted(String line) {
        log.line(line);

        assertThat(log.readErrors()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[in#0/avi @ 0x55] [error] Error during demuxing: Invalid data found when processing input",
                "[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55d] [error] stream 0, offset 0x30: partial file",
                "[h264 @ 0x55d] [error] error while decoding MB 3 4, bytestream -5",
                "[http @ 0x56] [info] Opening",
            })
    void damage_of_the_media_is_no_complaint_about_reading(String line) {
        log.line(line);

        assertThat(log.readErrors()).isZero();
    }

    @Test
    void the_tail_is_bounded_in_lines_and_length() {
        for (int i = 0; i < 10_000; i++) {
            log.line(i + "x".repeat(10_000));
        }

        assertThat(log.tail().length()).isLessThan(50_000);
        assertThat(log.tail()).contains("9999x");
    }

    @Test
    void signatures_of_addresses_are_hidden() {
        log.line("[error] http://127.0.0.1:9/a/b.mp4?X-Amz-Signature=secret&b=c: Connection refused");

        assertThat(log.tail())
                .contains("http://127.0.0.1:9/a/b.mp4", "Connection refused")
                .doesNotContain("secret");
    }

    @Test
    void the_peak_that_ffmpeg_tells_at_its_end_is_read() {
        log.line("[info] bench: maxrss=31234KiB");

        assertThat(log.maxResidentBytes()).isEqualTo(31_234L * 1024);
    }
}

package io.reelmill.media.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PreRollTest {

    private final ErrorLog log = new ErrorLog();

    @Test
    void complaints_before_the_mark_do_not_count() {
        log.line("[h264 @ 0x55d] [error] mmco: unref short failure");
        log.line("[info] 20240117.000000");

        assertThat(log.complaints()).isZero();
        assertThat(log.tail()).contains("mmco");
    }

    @Test
    void complaints_after_the_mark_do() {
        log.line("[info] 20240117.000000");
        log.line("[h264 @ 0x55d] [error] error while decoding MB 3 4, bytestream -5");

        assertThat(log.complaints()).isEqualTo(1);
    }

    @Test
    void without_a_mark_all_count() {
        log.line("[h264 @ 0x55d] [error] mmco: unref short failure");
        log.line("[info] 42.000000");

        assertThat(log.complaints()).isEqualTo(1);
    }
}

package io.reelmill.media.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameTimesTest {

    @Test
    void framesThatDoNotDecodeAtTheStartAreLeftOff() {
        FrameIndex index = new FrameIndex(new long[] {0, 40, 80, 120}, new long[] {80}, 160);

        assertThat(index.from(80).pts()).containsExactly(80, 120);
        assertThat(index.from(0)).isSameAs(index);
    }

    @Test
    void aTimeThatComesTwiceNamesNoFrame() {
        assertThat(new FrameIndex(new long[] {0, 40, 40}, new long[] {0}, 80).seekable())
                .isFalse();
        assertThat(new FrameIndex(new long[] {0, 40, 80}, new long[0], 120).seekable())
                .isFalse();
        assertThat(new FrameIndex(new long[] {0, 40, 80}, new long[] {0}, 120).seekable())
                .isTrue();
    }

    @Test
    void roundingIsNoVariableRate() {
        assertThat(new FrameIndex(new long[] {0, 33, 67, 100, 133}, new long[] {0}, 167).variableRate())
                .isFalse();
        assertThat(new FrameIndex(new long[] {0, 33, 67, 140, 173}, new long[] {0}, 207).variableRate())
                .isTrue();
    }

    @Test
    void decodedFramesWithTheirOwnTimesAreNamed() {
        DecodedFrames frames =
                decoded("pts=0|best_effort_timestamp=0|duration=40", "pts=40|best_effort_timestamp=40|duration=40");

        assertThat(frames.named()).isTrue();
        assertThat(frames.times()).containsExactly(0, 40);
    }

    @Test
    void guessedTimesNameNothingAndNeverStandStill() {
        DecodedFrames frames = decoded(
                "pts=N/A|best_effort_timestamp=N/A|duration=40",
                "pts=N/A|best_effort_timestamp=N/A|duration=40",
                "pts=20|best_effort_timestamp=20|duration=N/A",
                "pts=20|best_effort_timestamp=100|duration=40");

        assertThat(frames.named()).isFalse();
        assertThat(frames.times()).containsExactly(0, 40, 41, 100);
    }

    @Test
    void hiddenPacketsAreNoFrames() {
        assertThat(Packet.parse("pts=-512|duration=512|flags=KD_").discarded()).isTrue();
        assertThat(Packet.parse("pts=N/A|duration=N/A|flags=__").pts()).isNull();
        assertThat(Packet.parse("something else")).isNull();
    }

    private static DecodedFrames decoded(String... lines) {
        DecodedFrames.Collector collector = new DecodedFrames.Collector();
        java.util.List.of(lines).forEach(collector::line);
        return collector.result();
    }
}

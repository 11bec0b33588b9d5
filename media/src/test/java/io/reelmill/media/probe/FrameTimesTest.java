package io.reelmill.media.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest(name = "keyframes at 0, 100, 110, 200; whole {0}, from frame {1}: decode from {2}")
    @CsvSource({
        "true,  0,   ",
        "true,  99,  ",
        "true,  100, ",
        "true,  110, 100",
        "true,  116, 100",
        "true,  125, 100",
        "true,  126, 110",
        "true,  200, 110",
        "true,  215, 110",
        "true,  216, 200",
        "true,  299, 200",
        "false, 109, ",
        "false, 126, 100",
        "false, 299, 110",
    })
    void decodingStartsAtAKeyframeFarEnoughBeforeAndNoFurther(boolean whole, int frame, Long expected) {
        long[] pts = LongStream.range(0, 300).map(i -> 7 + 40 * i).toArray();
        FrameIndex index = new FrameIndex(pts, new long[] {pts[0], pts[100], pts[110], pts[200]}, 7 + 40 * 300);

        Long seek = (whole ? index.withWholeKeyframes() : index).seek(pts[frame]);

        assertThat(seek).isEqualTo(expected == null ? null : Long.valueOf(pts[expected.intValue()]));
    }

    @Test
    void whatIsKnownOfKeyframesStaysWhenFramesAreLeftOff() {
        FrameIndex index = new FrameIndex(new long[] {0, 40, 80}, new long[] {0}, 120).withWholeKeyframes();

        assertThat(index.from(40).wholeKeyframes()).isTrue();
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

package io.reelmill.merge.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.Rational;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditListsTest {

    private static Box track(int timescale) {
        byte[] mdhd = ByteBuffer.allocate(24).putInt(12, timescale).array();
        return Box.container(
                "trak",
                Box.leaf("tkhd", new byte[84]),
                Box.container("edts", Box.leaf("elst", new byte[20])),
                Box.container(
                        "mdia",
                        Box.leaf("mdhd", mdhd),
                        Box.container("minf", Box.container("stbl", Box.leaf("stts", samples(96, 1000))))));
    }

    private static byte[] samples(int... countsAndDeltas) {
        ByteBuffer stts =
                ByteBuffer.allocate(8 + countsAndDeltas.length * 4).putInt(0).putInt(countsAndDeltas.length / 2);
        for (int number : countsAndDeltas) {
            stts.putInt(number);
        }
        return stts.array();
    }

    @Test
    void the_last_sample_lasts_until_the_end() throws Exception {
        Box track = track(48_000);
        EditLists.apply(track, new Presentation(new Rational(0, 1), 0, 99_000, 99_000), 48_000);
        assertThat(track.get("mdia", "minf", "stbl", "stts").body().array()).isEqualTo(samples(95, 1000, 1, 4000));
        assertThat(MovieTracks.mediaTicks(track)).isEqualTo(99_000);
        assertThat(track.get("mdia", "mdhd").body().getInt(16)).isEqualTo(99_000);
        EditLists.apply(track, new Presentation(new Rational(0, 1), 0, 97_000, 97_000), 48_000);
        assertThat(track.get("mdia", "minf", "stbl", "stts").body().array()).isEqualTo(samples(95, 1000, 1, 2000));
    }

    @Test
    void a_track_that_starts_at_once_has_one_edit_that_hides_its_priming() throws Exception {
        Box track = track(48_000);
        EditLists.apply(track, new Presentation(new Rational(0, 1), 1024, 96_000, 96_000), 48_000);
        ByteBuffer elst = track.get("edts", "elst").body();
        assertThat(track.all("edts")).hasSize(1);
        assertThat(elst.getInt(4)).isEqualTo(1);
        assertThat(elst.getLong(8)).isEqualTo(96_000);
        assertThat(elst.getLong(16)).isEqualTo(1024);
        assertThat(track.get("tkhd").body().getInt(20)).isEqualTo(96_000);
    }

    @Test
    void a_track_that_starts_late_has_an_empty_edit_before_and_still_hides_its_priming() throws Exception {
        Box track = track(48_000);
        long end = EditLists.apply(track, new Presentation(new Rational(1, 4), 1024, 96_000, 96_000), 48_000);
        ByteBuffer elst = track.get("edts", "elst").body();
        assertThat(elst.getInt(4)).isEqualTo(2);
        assertThat(elst.getLong(8)).isEqualTo(12_000);
        assertThat(elst.getLong(16)).isEqualTo(-1);
        assertThat(elst.getLong(28)).isEqualTo(96_000);
        assertThat(elst.getLong(36)).isEqualTo(1024);
        assertThat(end).isEqualTo(108_000);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 3, false, 0", "2, 1, 3, false, 1", "1, 1, 3, true, 1", "3, 1, 3, true, 1", "0, 7, 3, true, 0"})
    void times_are_rounded_to_the_nearest_or_up(long value, long num, long den, boolean up, long expected) {
        assertThat(EditLists.rescale(value, num, den, up)).isEqualTo(expected);
    }
}

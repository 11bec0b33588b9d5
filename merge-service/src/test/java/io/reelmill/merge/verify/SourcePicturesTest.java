package io.reelmill.merge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourcePicturesTest {

    @Test
    void pictures_to_compare_are_spread_from_the_first_to_the_last() {
        assertThat(SourcePictures.numbers(1)).containsExactly(0);
        assertThat(SourcePictures.numbers(73)).containsExactly(0, 12, 36, 72);
        assertThat(SourcePictures.numbers(600)).containsExactly(0, 12, 36, 72, 250, 500, 599);

        List<Integer> ofAnHour = SourcePictures.numbers(3_600 * 60);
        assertThat(ofAnHour).hasSizeBetween(400, 405).contains(0, 540, 1080, 3_600 * 60 - 1);
    }
}

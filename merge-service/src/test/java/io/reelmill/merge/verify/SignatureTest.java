package io.reelmill.merge.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureTest {

    private static final IntUnaryOperator SCENE = i -> 40 + (i * 37 + i / 16 * 11) % 160;

    private static Signature of(IntUnaryOperator luma) {
        byte[] bytes = new byte[Signature.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.max(0, Math.min(255, luma.applyAsInt(i)));
        }
        return new Signature(bytes, 0);
    }

    @Test
    void a_picture_is_at_no_distance_from_itself() {
        assertThat(of(SCENE).distance(of(SCENE))).isCloseTo(0, within(1e-9));
    }

    @Test
    void full_and_limited_range_are_the_same_picture() {
        Signature limited = of(i -> 16 + SCENE.applyAsInt(i) * 219 / 255);
        assertThat(of(SCENE).distance(limited)).isLessThan(1);
        assertThat(limited.distance(of(SCENE))).isLessThan(1);
    }

    @Test
    void what_a_coarse_encoder_adds_is_tolerated() {
        Random random = new Random(1);
        assertThat(of(SCENE).unlikeness(of(i -> SCENE.applyAsInt(i) + random.nextInt(31) - 15)))
                .isLessThan(1);
    }

    @ParameterizedTest(name = "gray {0}")
    @CsvSource({"16", "64", "128", "200", "235"})
    void gray_is_no_scene(int level) {
        assertThat(of(SCENE).unlikeness(of(i -> level))).isGreaterThan(2);
        assertThat(of(i -> level).unlikeness(of(SCENE))).isGreaterThan(2);
    }

    @Test
    void gray_is_not_black_and_black_is_black() {
        assertThat(of(i -> 16).unlikeness(of(i -> 128))).isGreaterThan(2);
        assertThat(of(i -> 16).unlikeness(of(i -> 16))).isZero();
        assertThat(of(i -> 0).unlikeness(of(i -> 16))).isLessThan(1);
    }

    @Test
    void another_scene_is_another_picture() {
        assertThat(of(SCENE).unlikeness(of(i -> 40 + (i * 53 + 90) % 160))).isGreaterThan(2);
        assertThat(of(SCENE).unlikeness(of(i -> 255 - SCENE.applyAsInt(i)))).isGreaterThan(2);
    }
}

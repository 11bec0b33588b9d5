package io.reelmill.gateway.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.spec.VideoSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProfilesTest {

    @Test
    void there_are_four_and_balanced_is_the_default() {
        assertThat(Profiles.all())
                .extracting(Profile::name)
                .containsExactlyInAnyOrder("fast", "balanced", "quality", "small");
        assertThat(Profiles.all()).filteredOn(Profile::isDefault).containsExactly(Profiles.BALANCED);
    }

    static Iterable<Profile> all() {
        return Profiles.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void each_is_complete_documented_and_accepted_by_its_encoder(Profile profile) {
        VideoSpec video = profile.video();
        CodecRules rules = CodecRules.of(video.codec());

        assertThat(profile.description()).isNotBlank();
        assertThat(rules.presets()).contains(video.preset());
        assertThat(video.crf()).isBetween(1.0, (double) rules.maxCrf());
        assertThat(video.bitrate()).isNull();
        assertThat(video.maxBitrate()).isPositive();
        assertThat(profile.audio()).isNotNull();
        assertThat(Profiles.named(profile.name())).contains(profile);
    }
}

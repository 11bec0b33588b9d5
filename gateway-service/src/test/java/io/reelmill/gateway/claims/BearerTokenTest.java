package io.reelmill.gateway.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BearerTokenTest {

    @TempDir
    Path directory;

    @Test
    void anyoneMayAskWhereNoTokenIsConfigured() {
        assertThat(new BearerToken(config(Map.of()), "127.0.0.1").matches(null)).isTrue();
    }

    @Test
    void theTokenOfTheFileIsAskedFor() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), "0123456789abcdef\n");
        BearerToken token = new BearerToken(config(Map.of("reelmill.claims.token-file", file.toString())), "127.0.0.1");

        assertThat(token.matches("Bearer 0123456789abcdef")).isTrue();
        assertThat(token.matches("Bearer 0123456789abcde")).isFalse();
        assertThat(token.matches("0123456789abcdef")).isFalse();
        assertThat(token.matches(null)).isFalse();

        Files.writeString(file, "rotated-0123456789");
        assertThat(token.matches("Bearer 0123456789abcdef")).isFalse();
        assertThat(token.matches("Bearer rotated-0123456789")).isTrue();
    }

    private static ClaimsConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(ClaimsConfig.class)
                .withDefaultValues(properties)
                .build()
                .getConfigMapping(ClaimsConfig.class);
    }
}

package io.reelmill.gateway.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenPolicyTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.10", "localhost", "::1"})
    void loopback_needs_no_token(String host) {
        for (ListenPolicy port : ListenPolicy.values()) {
            assertThatCode(() -> port.check(host, false)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "10.0.0.1", "not-a-name.invalid", " "})
    void everything_else_does(String host) {
        assertThatThrownBy(() -> ListenPolicy.API.check(host, false))
                .hasMessageContaining("without an API token")
                .hasMessageContaining("REELMILL_API_TOKEN_FILE");
        assertThatThrownBy(() -> ListenPolicy.INTERNAL.check(host, false))
                .hasMessageContaining("without a token for the internal port")
                .hasMessageContaining("REELMILL_CLAIMS_TOKEN_FILE");
        for (ListenPolicy port : ListenPolicy.values()) {
            assertThatCode(() -> port.check(host, true)).doesNotThrowAnyException();
        }
    }
}

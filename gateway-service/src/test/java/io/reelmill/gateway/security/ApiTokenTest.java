package io.reelmill.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTokenTest {

    private static final String TOKEN = "0123456789abcdef";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Bearer 0123456789abcdef,true",
                "bearer 0123456789abcdef,true",
                "Bearer  0123456789abcdef,true",
                "Bearer 0123456789abcdeF,false",
                "Bearer 0123456789abcde,false",
                "Bearer 0123456789abcdef0,false",
                "Basic 0123456789abcdef,false",
                "0123456789abcdef,false",
                "Bearer,false",
                "'',false",
                "-,false"
            })
    void only_the_token_itself_is_let_in(String header, boolean matches) {
        assertThat(ApiToken.of(TOKEN).matches(header)).isEqualTo(matches);
    }

    @Test
    void a_file_may_end_with_a_line_break(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");

        assertThat(ApiToken.read(file).matches("Bearer " + TOKEN)).isTrue();
    }

    @Test
    void a_file_that_is_missing_is_named(@TempDir Path folder) {
        Path file = folder.resolve("none");

        assertThatThrownBy(() -> ApiToken.read(file)).hasMessageContaining(file.toString());
    }

    @Test
    void a_token_that_can_be_guessed_is_refused_without_being_told() {
        assertThatThrownBy(() -> ApiToken.of("secret"))
                .hasMessageContaining("at least 16 characters")
                .hasMessageNotContaining("secret");
    }
}

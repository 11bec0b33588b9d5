package io.reelmill.stack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootGuardTest {

    private static final List<String> COMMAND = List.of("postgres", "-D", "data");

    @TempDir
    Path with;

    @TempDir
    Path without;

    @BeforeEach
    void install() throws IOException {
        Path program = Files.createFile(with.resolve("unshare"));
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void other_users_need_nothing() {
        assertThat(RootGuard.wrap(COMMAND, "ann", without.toString())).isEqualTo(COMMAND);
    }

    @Test
    void root_gets_a_user_namespace() {
        assertThat(RootGuard.wrap(COMMAND, "root", without + ":" + with))
                .containsExactly("unshare", "-U", "postgres", "-D", "data");
    }

    @Test
    void root_without_unshare_is_told_what_to_do() {
        assertThatThrownBy(() -> RootGuard.wrap(COMMAND, "root", without.toString()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not run as root")
                .hasMessageContaining("install util-linux, or run reelmill as another user");
        assertThatThrownBy(() -> RootGuard.wrap(COMMAND, "root", null)).isInstanceOf(IllegalStateException.class);
    }
}

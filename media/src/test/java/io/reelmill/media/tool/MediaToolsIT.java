package io.reelmill.media.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where ffmpeg is looked for, in order, and what is said when it does not run. */
class MediaToolsIT {

    @TempDir
    Path directory;

    @Test
    void the_one_that_is_named_comes_first() throws Exception {
        Path named = tool("named", "ffmpeg", "echo ffmpeg version n.1");
        Path probe = tool("named", "ffprobe", "echo ffprobe version n.1");
        tool("path", "ffmpeg", "echo ffmpeg version p.1");
        tool("path", "ffprobe", "echo ffprobe version p.1");

        MediaTools tools = MediaTools.locate(Map.of(
                MediaTools.FFMPEG,
                named.toString(),
                MediaTools.FFPROBE,
                probe.toString(),
                "PATH",
                directory.resolve("path").toString()));

        assertThat(tools.ffmpeg()).isEqualTo(named);
        assertThat(tools.version()).isEqualTo("n.1");
    }

    @Test
    void then_the_one_on_the_path() throws Exception {
        Path ffmpeg = tool("path", "ffmpeg", "echo ffmpeg version p.1");
        tool("path", "ffprobe", "echo ffprobe version p.1");

        MediaTools tools =
                MediaTools.locate(Map.of("PATH", directory.resolve("nothing") + ":" + directory.resolve("path")));

        assertThat(tools.ffmpeg()).isEqualTo(ffmpeg);
        assertThat(tools.environment()).isEmpty();
    }

    @Test
    void then_the_bundled_one_which_is_unpacked_once() throws Exception {
        Map<String, String> env = Map.of("PATH", directory.toString(), "REELMILL_HOME", directory.toString());

        MediaTools first = MediaTools.locate(env);
        Object unpacked = Files.getLastModifiedTime(first.ffmpeg());
        MediaTools second = MediaTools.locate(env);

        assertThat(first.version()).isNotBlank();
        assertThat(first.ffmpeg()).startsWith(directory).isExecutable();
        assertThat(second).isEqualTo(first);
        assertThat((Object) Files.getLastModifiedTime(second.ffmpeg())).isEqualTo(unpacked);
        try (var cache = Files.list(directory.resolve("cache"))) {
            assertThat(cache).hasSize(1);
        }
    }

    @Test
    void a_missing_system_library_is_named() throws Exception {
        String complaint = "ffmpeg: error while loading shared libraries: libxcb.so.1: cannot open shared object file";
        Path broken = tool("broken", "ffmpeg", "echo '" + complaint + "' >&2; exit 127");
        Path probe = tool("broken", "ffprobe", "echo ffprobe version 1");
        Map<String, String> env = Map.of(MediaTools.FFMPEG, broken.toString(), MediaTools.FFPROBE, probe.toString());

        assertThatThrownBy(() -> MediaTools.locate(env))
                .isInstanceOf(MediaToolsException.class)
                .hasMessageContaining("libxcb.so.1")
                .hasMessageContaining(MediaTools.FFMPEG);
    }

    @Test
    void a_name_without_a_program_behind_it_is_an_error_and_not_ignored() {
        Map<String, String> env = Map.of(
                MediaTools.FFMPEG, "/nowhere/ffmpeg", MediaTools.FFPROBE, "/nowhere/ffprobe", "PATH", "/usr/bin");

        assertThatThrownBy(() -> MediaTools.locate(env))
                .isInstanceOf(MediaToolsException.class)
                .hasMessageContaining("/nowhere/ffmpeg");
    }

    private Path tool(String folder, String name, String script) throws IOException {
        Path file = Files.createDirectories(directory.resolve(folder)).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}

package io.reelmill.cli.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image of a service on a base of three files, without a registry. */
class ImageBuilderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ServiceImage TRANSCODE = ServiceImage.ALL.get(2);

    @TempDir
    Path folder;

    @Test
    void an_image_has_the_application_its_command_and_a_user_who_is_not_root() throws Exception {
        Map<String, byte[]> files = files(build("first"));

        JsonNode manifest = JSON.readTree(files.get("manifest.json")).get(0);
        assertThat(manifest.get("RepoTags").toString()).isEqualTo("[\"reelmill/transcode:test\"]");
        JsonNode config =
                JSON.readTree(files.get(manifest.get("Config").asText())).get("config");
        assertThat(config.get("User").asText()).isEqualTo("10001:10001");
        assertThat(config.get("Entrypoint").toString()).contains("\"java\"", "\"/app/quarkus-run.jar\"");
        assertThat(config.get("Env").toString()).contains("JDK_JAVA_OPTIONS=-Xmx128m", "PATH=/usr/bin");
        Map<String, byte[]> application = new TreeMap<>();
        for (JsonNode layer : manifest.get("Layers")) {
            application.putAll(untar(new GZIPInputStream(new ByteArrayInputStream(files.get(layer.asText())))));
        }
        assertThat(application.keySet())
                .contains("etc/base", "app/quarkus-run.jar", "app/lib/main/library.jar", "app/app/service.jar");
    }

    @Test
    void the_same_files_make_the_same_image_whenever_they_were_written() throws Exception {
        String first = build("first").digest();
        assertThat(build("second").digest()).isEqualTo(first);
    }

    private record Built(String digest, Path tar) {}

    private Built build(String name) throws IOException, InterruptedException {
        Path home = folder.resolve(name);
        Path application = home.resolve("transcode-service/target/quarkus-app");
        for (String file : new String[] {"quarkus-run.jar", "lib/main/library.jar", "app/service.jar"}) {
            Path path = application.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "content of " + file);
            Files.setLastModifiedTime(path, FileTime.fromMillis(name.hashCode() * 1_000L));
        }
        Path tar = home.resolve("image.tar");
        String base = "tar://" + base(home.resolve("base.tar"));
        return new Built(new ImageBuilder(base, home).write(TRANSCODE, "reelmill/transcode:test", tar), tar);
    }

    private static Map<String, byte[]> files(Built image) throws IOException {
        try (InputStream in = Files.newInputStream(image.tar())) {
            return untar(in);
        }
    }

    /** A base image as {@code docker save} writes it. */
    private static Path base(Path file) throws IOException {
        byte[] layer = tar(Map.of("etc/base", bytes("base")));
        byte[] config = bytes(
                """
                {"architecture": "amd64", "os": "linux", "config": {"Env": ["PATH=/usr/bin"]},
                 "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}}"""
                        .formatted(sha256(layer)));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("config.json", config);
        files.put("layer.tar", layer);
        files.put(
                "manifest.json",
                bytes("[{\"Config\": \"config.json\", \"RepoTags\": [\"base:local\"], \"Layers\": [\"layer.tar\"]}]"));
        return Files.write(file, tar(files));
    }

    private static byte[] tar(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setModTime(0);
                entry.setSize(file.getValue().length);
                out.putArchiveEntry(entry);
                out.write(file.getValue());
                out.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> untar(InputStream in) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        TarArchiveInputStream tar = new TarArchiveInputStream(in);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (!entry.isDirectory()) {
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        return files;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

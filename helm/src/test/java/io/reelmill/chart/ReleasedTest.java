package io.reelmill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Charts that were released are kept as they were, and the one that is worked on is none of them. */
class ReleasedTest {

    @Test
    void each_is_as_it_was_and_its_version_is_taken() throws Exception {
        List<String> sums = new ArrayList<>();
        for (Path chart : Chart.released()) {
            sums.add(sha256(chart) + "  " + chart.getFileName());
            assertThat(Version.parse(version(chart)))
                    .as("the version in Chart.yaml, after that of %s", chart.getFileName())
                    .isLessThan(Version.parse(version(Chart.DIRECTORY)));
        }
        assertThat(sums).isNotEmpty().isEqualTo(Files.readAllLines(Chart.RELEASED.resolve("SHA256SUMS")));
    }

    private static String version(Path chart) {
        String about = new Helm(chart).show().chart().call();
        return about.lines()
                .filter(line -> line.startsWith("version: "))
                .map(line -> line.substring("version: ".length()))
                .findFirst()
                .orElseThrow();
    }

    private static String sha256(Path file) throws IOException, java.security.NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}

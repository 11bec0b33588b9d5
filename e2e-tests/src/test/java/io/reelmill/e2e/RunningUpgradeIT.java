package io.reelmill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.reelmill.media.Decoded;
import io.reelmill.media.TestClips;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.MediaJobStatus;
import io.reelmill.operator.api.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A MediaJob that is being worked on while the chart is upgraded from the one before, and taken back, is finished as if nothing had
 * been: its definition changes under a running operator, which goes on to hear of its spec. What becomes of pods is for {@code LeavingNodeIT}.
 */
class RunningUpgradeIT {

    private static final Path HELM = Path.of("").toAbsolutePath().getParent().resolve("helm");
    private static final String RELEASE = "reelmill";
    private static final int FRAMES = 240;

    @TempDir
    Path directory;

    @Test
    void a_running_job_is_finished_through_an_upgrade_and_the_way_back() throws Exception {
        try (OperatorRig rig = new OperatorRig()) {
            install(rig);
            try {
                finish(rig);
            } finally {
                uninstall(rig);
            }
        }
    }

    private static void install(OperatorRig rig) throws IOException {
        adopt(rig);
        new Helm(released())
                .install()
                .withName(RELEASE)
                .withNamespace(RELEASE)
                .createNamespace()
                .set("evaluation.enabled", "true")
                .withKubeConfigContents(rig.kubeconfig())
                .call();
    }

    private void finish(OperatorRig rig) throws IOException {
        String key = rig.place(TestClips.clip().frames(FRAMES).write(directory.resolve("film.mp4")));
        rig.apply(
                "film",
                """
                source: {s3: {bucket: reelmill, key: %s}}
                outputs:
                - {name: slow, height: 1080, preset: slower, upscale: true}
                chunking: {seconds: 2}
                """
                        .formatted(key));
        rig.phase("film", Phase.ENCODING);
        rig.suspend("film", true); // So that it cannot end meanwhile.
        rig.phase("film", Phase.SUSPENDED);
        MediaJob job = rig.job("film");

        upgrade(rig, HELM.resolve("reelmill"));
        upgrade(rig, released());
        assertThat(rig.status("film").phase()).isEqualTo(Phase.SUSPENDED);
        rig.suspend("film", false);

        MediaJobStatus status = rig.ended("film");
        assertThat(status.phase()).isEqualTo(Phase.COMPLETED);
        assertThat(status.jobId()).isEqualTo(job.getStatus().jobId());
        assertThat(rig.job("film").getMetadata().getUid())
                .isEqualTo(job.getMetadata().getUid());
        assertThat(status.attempts()).extracting(attempt -> attempt.outcome()).containsOnly("Succeeded");
        Path file = rig.storage().resolve(status.outputs().get(0).url().substring("s3://".length()));
        assertThat(Decoded.of(file).numbers()).isEqualTo(Decoded.range(FRAMES));
    }

    /** Definitions stay; other tests need those of this build. */
    private static void uninstall(OperatorRig rig) {
        upgrade(rig, HELM.resolve("reelmill"));
        Helm.uninstall(RELEASE)
                .withNamespace(RELEASE)
                .withKubeConfigContents(rig.kubeconfig())
                .call();
    }

    private static void upgrade(OperatorRig rig, Path chart) {
        new Helm(chart)
                .upgrade()
                .withName(RELEASE)
                .withNamespace(RELEASE)
                .set("evaluation.enabled", "true")
                .withKubeConfigContents(rig.kubeconfig())
                .call();
    }

    /** The definitions that are there become the release's, as Helm says how. */
    private static void adopt(OperatorRig rig) {
        var definitions = rig.kubernetes().resources(CustomResourceDefinition.class);
        for (CustomResourceDefinition definition : definitions.list().getItems()) {
            definitions.withName(definition.getMetadata().getName()).edit(crd -> new CustomResourceDefinitionBuilder(
                            crd)
                    .editMetadata()
                    .addToLabels("app.kubernetes.io/managed-by", "Helm")
                    .addToAnnotations("meta.helm.sh/release-name", RELEASE)
                    .addToAnnotations("meta.helm.sh/release-namespace", RELEASE)
                    .endMetadata()
                    .build());
        }
    }

    private static Path released() throws IOException {
        try (Stream<Path> files = Files.list(HELM.resolve("released"))) {
            return files.filter(file -> file.toString().endsWith(".tgz"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }
}

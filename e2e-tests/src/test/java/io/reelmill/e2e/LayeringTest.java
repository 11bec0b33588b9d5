package io.reelmill.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may know whom: the arrows of docs/architecture.md, and no others. */
class LayeringTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /** Package of each room, and the rooms it may use beside the JDK and libraries. */
    private static final Map<String, List<String>> ROOMS = Map.ofEntries(
            Map.entry("common", List.of()),
            Map.entry("media", List.of("common")),
            Map.entry("storage", List.of("common")),
            Map.entry("messaging", List.of("common")),
            Map.entry("stack", List.of("common")),
            Map.entry("gateway", List.of("common", "storage", "messaging")),
            Map.entry("chunker", List.of("common", "media", "storage", "messaging")),
            Map.entry("transcode", List.of("common", "media", "storage", "messaging")),
            Map.entry("merge", List.of("common", "media", "storage", "messaging")),
            Map.entry("cli", List.of("common", "stack", "media")),
            Map.entry("operator", List.of("common")));

    private static final List<String> MODULES = List.of(
            "common",
            "media",
            "storage",
            "messaging",
            "local-stack",
            "gateway-service",
            "chunker-service",
            "transcode-service",
            "merge-service",
            "cli",
            "operator/api",
            "operator/controller");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPaths(MODULES.stream()
                    .map(module -> ROOT.resolve(module).resolve("target/classes"))
                    .toList());

    @Test
    void every_room_is_looked_at() {
        assertThat(ROOMS.keySet()).allSatisfy(room -> assertThat(CLASSES.stream()
                        .filter(c -> c.getPackageName().startsWith("io.reelmill." + room))
                        .count())
                .as(room)
                .isPositive());
    }

    @Test
    void rooms_know_only_the_rooms_below_them() {
        ROOMS.forEach((room, allowed) -> ROOMS.keySet().stream()
                .filter(other -> !other.equals(room) && !allowed.contains(other))
                .forEach(other -> noClasses()
                        .that()
                        .resideInAPackage("io.reelmill." + room + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.reelmill." + other + "..")
                        .check(CLASSES)));
    }

    @Test
    void only_the_gateway_touches_the_database() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.reelmill.gateway..", "io.reelmill.stack..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.persistence..", "org.hibernate..", "io.vertx.mutiny.pgclient..", "java.sql..")
                .check(CLASSES);
    }

    @Test
    void the_pure_core_does_no_io_and_knows_no_container() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.reelmill.common..",
                        "io.reelmill.gateway.jobs..",
                        "io.reelmill.chunker.plan..",
                        "io.reelmill.media.command..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.enterprise..",
                        "io.quarkus..",
                        "io.vertx..",
                        "io.smallrye.mutiny..",
                        "java.net.http..",
                        "org.apache.kafka..",
                        "io.minio..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.file.Files")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .check(CLASSES);
    }

    @Test
    void the_sdk_of_the_store_stays_in_its_room() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.reelmill.storage..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.minio..")
                .check(CLASSES);
    }
}

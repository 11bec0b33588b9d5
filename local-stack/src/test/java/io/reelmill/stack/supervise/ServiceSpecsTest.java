package io.reelmill.stack.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.stack.process.ProcessSpec;
import io.reelmill.stack.server.ClassArchives;
import io.reelmill.stack.server.Endpoints;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceSpecsTest {

    private static final Endpoints SERVERS = new Endpoints(1, 2, 3, 4, "pg-secret", "access", "s3-secret");

    private static final MemoryShares SHARES = new MemoryShares(6L << 30, 2);

    private final StackHome home = new StackHome(Path.of("/home/u/.reelmill"));
    private final ServiceSpecs specs =
            new ServiceSpecs(home, new StackOptions(Path.of("/src"), 2, 3), SERVERS, ClassArchives.none(), 8080, 9000);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CHUNKER|1|PLAN|2|chunker-1|/src/chunker-service/target/quarkus-app/quarkus-run.jar",
                "TRANSCODE|2|SMALL,STANDARD,LARGE|3|transcode-2|/src/transcode-service/target/quarkus-app/quarkus-run.jar",
                "MERGE|1|MERGE|2|merge-1|/src/merge-service/target/quarkus-app/quarkus-run.jar"
            })
    void a_worker_knows_who_it_is_what_it_reads_and_whom_to_ask(
            ServiceKind kind, int number, String queues, String slots, String id, String jar) {
        ProcessSpec spec = specs.of(new ServiceInstance(kind, number, 9001), SHARES);

        assertThat(spec.command()).endsWith("-jar", jar);
        assertThat(spec.log()).isEqualTo(home.logs().resolve(id + ".log"));
        assertThat(spec.environment())
                .containsEntry("REELMILL_WORKER_ID", id)
                .containsEntry("REELMILL_WORKER_QUEUES", queues)
                .containsEntry("REELMILL_WORKER_SLOTS", slots)
                .containsEntry("REELMILL_WORKER_GATEWAY", "http://127.0.0.1:9000")
                .containsEntry("REELMILL_WORKER_GATEWAY_TOKEN_FILE", "/home/u/.reelmill/internal-token")
                .containsEntry(
                        "REELMILL_WORKER_TERMINATION_MESSAGE",
                        home.terminationMessage(id).toString())
                .containsEntry("REELMILL_WORKER_SCRATCH_DIR", "/home/u/.reelmill/scratch/" + id)
                .containsEntry("QUARKUS_MANAGEMENT_PORT", "9001")
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1")
                .containsEntry("REELMILL_WORKER_MEMORY", String.valueOf(SHARES.room(kind)))
                .doesNotContainKeys("QUARKUS_HTTP_PORT", "QUARKUS_DATASOURCE_PASSWORD");
    }

    @Test
    void only_the_gateway_gets_the_database_and_a_public_port() {
        ProcessSpec spec = specs.of(new ServiceInstance(ServiceKind.GATEWAY, 1, 9000), SHARES);

        assertThat(spec.environment())
                .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1")
                .containsEntry("QUARKUS_HTTP_PORT", "8080")
                .containsEntry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:3/reelmill")
                .containsEntry("QUARKUS_DATASOURCE_PASSWORD", "pg-secret")
                .containsEntry("REELMILL_CLAIMS_TOKEN_FILE", "/home/u/.reelmill/internal-token")
                .doesNotContainKeys("REELMILL_WORKER_ID", "REELMILL_WORKER_QUEUES");
    }

    @Test
    void the_gateway_knows_what_a_task_has_beside_others_and_alone() {
        assertThat(gateway(3))
                .containsEntry("REELMILL_OOM_CLASSES", "SMALL,LARGE")
                .containsEntry("REELMILL_MEMORY_SMALL", String.valueOf(SHARES.room(ServiceKind.TRANSCODE) / 3))
                .containsEntry("REELMILL_MEMORY_STANDARD", String.valueOf(SHARES.room(ServiceKind.TRANSCODE) / 3))
                .containsEntry("REELMILL_MEMORY_LARGE", String.valueOf(SHARES.room(ServiceKind.TRANSCODE)));
    }

    @Test
    void where_every_task_is_alone_there_is_no_larger_class() {
        assertThat(gateway(1))
                .containsEntry("REELMILL_OOM_CLASSES", "LARGE")
                .containsEntry("REELMILL_MEMORY_LARGE", String.valueOf(SHARES.room(ServiceKind.TRANSCODE)));
    }

    private Map<String, String> gateway(int slots) {
        StackOptions options = new StackOptions(Path.of("/src"), 2, slots);
        return new ServiceSpecs(home, options, SERVERS, ClassArchives.none(), 8080, 9000)
                .of(new ServiceInstance(ServiceKind.GATEWAY, 1, 9000), SHARES)
                .environment();
    }

    @Test
    void a_worker_counts_as_many_processors_as_it_has_slots() {
        assertThat(specs.of(new ServiceInstance(ServiceKind.TRANSCODE, 1, 9001), SHARES)
                        .command())
                .contains("-XX:ActiveProcessorCount=3");
    }

    @Test
    void short_sources_are_cut_into_four_chunks_for_each_slot() {
        assertThat(specs.of(new ServiceInstance(ServiceKind.CHUNKER, 1, 9001), SHARES)
                        .environment())
                .containsEntry("REELMILL_CHUNKER_CHUNKS_PARALLEL", "24");
    }
}

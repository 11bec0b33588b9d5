package io.reelmill.stack.supervise;

import io.reelmill.stack.process.ProcessSpec;
import io.reelmill.stack.server.ClassArchives;
import io.reelmill.stack.server.Endpoints;
import io.reelmill.stack.server.JavaCommand;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command and the environment of each service on one machine. Pure. */
final class ServiceSpecs {

    /** The services' own limit for an orderly end, and time to write a class archive on a busy machine. */
    private static final Duration GRACE = Duration.ofSeconds(40);

    /** Enough that no slot waits long for the last one, and not so many that joints and messages count. */
    private static final int CHUNKS_PER_SLOT = 4;

    private final StackHome home;
    private final StackOptions options;
    private final Endpoints servers;
    private final ClassArchives archives;
    private final int gatewayPort;
    private final int gatewayManagementPort;

    ServiceSpecs(
            StackHome home,
            StackOptions options,
            Endpoints servers,
            ClassArchives archives,
            int gatewayPort,
            int gatewayManagementPort) {
        this.home = home;
        this.options = options;
        this.servers = servers;
        this.archives = archives;
        this.gatewayPort = gatewayPort;
        this.gatewayManagementPort = gatewayManagementPort;
    }

    ProcessSpec of(ServiceInstance instance, MemoryShares shares) {
        return new ProcessSpec(
                instance.id(),
                command(instance),
                environment(instance, shares),
                home.scratch().resolve(instance.id()),
                home.log(instance.id()),
                "TERM",
                GRACE);
    }

    /** The built jar of a service. */
    static Path jar(Path services, ServiceKind kind) {
        return services.resolve(kind.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private List<String> command(ServiceInstance instance) {
        JavaCommand java = JavaCommand.withHeap(instance.kind().heapMiB())
                .option("-Xss512k")
                .options(archives.options(instance.kind().id(), version(instance.kind()), instance.number() == 1));
        if (instance.kind() == ServiceKind.TRANSCODE) {
            java.option("-XX:ActiveProcessorCount=" + options.slots());
        }
        return java.jar(jar(options.services(), instance.kind()));
    }

    /** Changes with each build: an archive is of one jar file only. */
    private int version(ServiceKind kind) {
        File jar = jar(options.services(), kind).toFile();
        return (jar.getPath() + jar.lastModified() + jar.length()).hashCode();
    }

    private Map<String, String> environment(ServiceInstance instance, MemoryShares shares) {
        Map<String, String> environment = new LinkedHashMap<>(servers.environment());
        environment.put("REELMILL_HOME", home.root().toString());
        environment.put("QUARKUS_MANAGEMENT_HOST", Endpoints.HOST);
        environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(instance.managementPort()));
        if (instance.kind() == ServiceKind.GATEWAY) {
            environment.putAll(servers.databaseEnvironment());
            environment.put("QUARKUS_HTTP_HOST", Endpoints.HOST);
            environment.put("QUARKUS_HTTP_PORT", String.valueOf(gatewayPort));
            environment.put("REELMILL_CLAIMS_TOKEN_FILE", home.internalToken().toString());
            environment.putAll(classes(shares));
        } else {
            environment.putAll(workerEnvironment(instance));
            environment.put("REELMILL_WORKER_MEMORY", String.valueOf(shares.room(instance.kind())));
        }
        if (instance.kind() == ServiceKind.CHUNKER) {
            int chunks = CHUNKS_PER_SLOT * options.workers() * options.slots();
            environment.put("REELMILL_CHUNKER_CHUNKS_PARALLEL", String.valueOf(chunks));
        }
        return environment;
    }

    private Map<String, String> workerEnvironment(ServiceInstance instance) {
        return Map.of(
                "REELMILL_WORKER_ID", instance.id(),
                "REELMILL_WORKER_SLOTS", String.valueOf(instance.kind().slots(options)),
                "REELMILL_WORKER_QUEUES", queues(instance.kind()),
                "REELMILL_WORKER_GATEWAY", Health.root(gatewayManagementPort).toString(),
                "REELMILL_WORKER_GATEWAY_TOKEN_FILE", home.internalToken().toString(),
                "REELMILL_WORKER_TERMINATION_MESSAGE",
                        home.terminationMessage(instance.id()).toString(),
                "REELMILL_WORKER_SCRATCH_DIR",
                        home.scratch().resolve(instance.id()).toString());
    }

    /**
     * Every worker takes from every queue, and all have the same memory. What a small task lacks beside its neighbors a large
     * one has, since it is let in with fewer of them or none; where a worker has one slot there is nothing larger.
     */
    private Map<String, String> classes(MemoryShares shares) {
        String part = String.valueOf(shares.small(options.slots()));
        return Map.of(
                "REELMILL_OOM_CLASSES",
                options.slots() == 1 ? "LARGE" : "SMALL,LARGE",
                "REELMILL_MEMORY_SMALL",
                part,
                "REELMILL_MEMORY_STANDARD",
                part,
                "REELMILL_MEMORY_LARGE",
                String.valueOf(shares.large()));
    }

    private static String queues(ServiceKind kind) {
        return switch (kind) {
            case CHUNKER -> "PLAN";
            case TRANSCODE -> "SMALL,STANDARD,LARGE";
            case MERGE -> "MERGE";
            case GATEWAY -> throw new IllegalArgumentException("the gateway reads no queue");
        };
    }
}

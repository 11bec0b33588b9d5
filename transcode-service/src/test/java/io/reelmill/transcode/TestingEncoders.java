package io.reelmill.transcode;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.message.WorkItem;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.media.TestingTools;
import io.reelmill.media.memory.GuardThresholds;
import io.reelmill.media.memory.MemoryGuard;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskResult;
import io.reelmill.messaging.worker.WorkerConfig;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Endpoints;
import io.reelmill.stack.server.Server;
import io.reelmill.storage.MinioObjectStore;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageClients;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** The encoders on a real store, without queues; where sources are read can be chosen. */
final class TestingEncoders {

    private final ObjectStore store = store(LocalServers.shared(Server.S3).endpoints());
    private final Path scratch;
    private URI address;

    TestingEncoders(Path scratch) {
        this.scratch = scratch;
    }

    ObjectStore store() {
        return store;
    }

    /** Has ffmpeg read sources from here instead of from the store. */
    TestingEncoders readingFrom(URI source) {
        address = source;
        return this;
    }

    TaskOutput encode(TaskWork work) throws Exception {
        WorkItem item = new WorkItem(1, UUID.randomUUID().toString(), "task", 1, WorkQueue.STANDARD, 1 << 20, work);
        TaskContext context = TaskContext.detached(item, Files.createTempDirectory(scratch, "attempt"));
        return ((TaskResult.Encoded) runner().run(context)).output();
    }

    private EncodeRunner runner() {
        MemoryGuard guard = new MemoryGuard(0, GuardThresholds.DEFAULT, Duration.ofMillis(500));
        Encode encode = new Encode(TestingTools.TOOLS, guard, presigning(), config());
        ResultStore results = new ResultStore(store);
        return new EncodeRunner(
                new ChunkEncoder(encode, results, new Adoption(store), new SimpleMeterRegistry()),
                new AudioEncoder(encode, results, new Adoption(store)));
    }

    private static WorkerConfig config() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withConverter(io.quarkus.runtime.configuration.MemorySize.class, 200, new MemorySizeConverter())
                .withSources(new PropertiesConfigSource(Map.of("java.io.tmpdir", "/tmp"), "machine", 50))
                .withMapping(WorkerConfig.class)
                .build()
                .getConfigMapping(WorkerConfig.class);
    }

    /** The store, but for the address at which ffmpeg reads. */
    private ObjectStore presigning() {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (address != null && method.getName().equals("presign")) {
                        return address;
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static ObjectStore store(Endpoints endpoints) {
        StorageClients clients = new StorageClients(
                URI.create(endpoints.s3Url()),
                URI.create(endpoints.s3Url()),
                new StorageClients.Credentials(endpoints.s3AccessKey(), endpoints.s3SecretKey(), "us-east-1"),
                Duration.ofSeconds(5));
        return new MinioObjectStore(clients, Endpoints.BUCKET, 1L << 36);
    }
}

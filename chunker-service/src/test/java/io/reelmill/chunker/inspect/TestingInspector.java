package io.reelmill.chunker.inspect;

import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.reelmill.chunker.ChunkerConfig;
import io.reelmill.media.memory.GuardThresholds;
import io.reelmill.media.memory.MemoryGuard;
import io.reelmill.media.tool.MediaTools;
import io.reelmill.messaging.worker.WorkerConfig;
import io.reelmill.storage.ObjectStore;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The inspector without a container around it. */
public final class TestingInspector {

    private TestingInspector() {}

    /** Configuration with its defaults and the given differences. */
    public static SmallRyeConfig config(Map<String, String> differences) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withConverter(io.quarkus.runtime.configuration.MemorySize.class, 200, new MemorySizeConverter())
                .withSources(new PropertiesConfigSource(Map.of("java.io.tmpdir", "/tmp"), "machine", 50))
                .withSources(new PropertiesConfigSource(differences, "test", 100))
                .withMapping(ChunkerConfig.class)
                .withMapping(WorkerConfig.class)
                .build();
    }

    /** An inspector on a store. */
    public static SourceInspector on(ObjectStore store, SmallRyeConfig config, MediaTools tools) {
        ChunkerConfig chunker = config.getConfigMapping(ChunkerConfig.class);
        WorkerConfig worker = config.getConfigMapping(WorkerConfig.class);
        Remuxer remuxer = new Remuxer(store, worker);
        Pictures pictures = new Pictures(store, remuxer, chunker);
        MemoryGuard guard =
                new MemoryGuard(0, GuardThresholds.DEFAULT, worker.guard().interval());
        return new SourceInspector(store, tools, guard, pictures, chunker);
    }
}

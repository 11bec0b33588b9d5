package io.reelmill.messaging.worker;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Configuration without a container around it. */
final class TestingConfig {

    private TestingConfig() {}

    /** The defaults, with some differences. */
    static WorkerConfig worker(Map<String, String> differences) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withSources(new PropertiesConfigSource(Map.of("java.io.tmpdir", "/tmp"), "machine", 50))
                .withSources(new PropertiesConfigSource(differences, "test", 100))
                .withMapping(WorkerConfig.class)
                .build()
                .getConfigMapping(WorkerConfig.class);
    }
}

package io.reelmill.gateway.memory;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much memory each class of workers has for one task: their limit divided by their slots, less what they take themselves. */
@ConfigMapping(prefix = "reelmill.memory")
interface MemoryConfig {

    /** Memory of small workers for one task. */
    @WithDefault("768M")
    MemorySize small();

    /** The same of standard workers. */
    @WithDefault("2G")
    MemorySize standard();

    /** The same of the largest workers; tasks near it carry a warning. */
    @WithDefault("8G")
    MemorySize large();
}

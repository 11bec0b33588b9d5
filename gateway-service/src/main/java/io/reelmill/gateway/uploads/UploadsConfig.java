package io.reelmill.gateway.uploads;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How files are received. */
@ConfigMapping(prefix = "reelmill.uploads")
public interface UploadsConfig {

    /** Largest file that is accepted; object storage must accept it too, see {@code reelmill.storage.max-object-bytes}. */
    @WithDefault("64G")
    MemorySize maxSize();

    /** Uploads that one replica receives at once; each holds a thread and about 10 MiB. */
    @WithDefault("16")
    int concurrent();

    /** Bytes of one upload that may wait in memory for object storage before its sender is held up. */
    @WithDefault("1M")
    MemorySize buffer();

    /** How long an upload may go without a byte before it is given up. */
    @WithDefault("60s")
    Duration idleTimeout();

    /** How long one upload may take altogether; abandoned multiparts must be kept longer than this. */
    @WithDefault("12h")
    Duration maxDuration();

    /** How long uploads may go on once the gateway was told to end; some seconds less than its shutdown timeout. */
    @WithDefault("5s")
    Duration shutdownGrace();
}

package io.reelmill.gateway.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How committed messages reach Kafka. */
@ConfigMapping(prefix = "reelmill.outbox")
interface OutboxConfig {

    /** Time between looks into the outbox when nothing was committed here; bounds the delay of other replicas' rows. */
    @WithDefault("500ms")
    Duration interval();

    /** Most rows that are published and removed together. */
    @WithDefault("64")
    int batch();
}

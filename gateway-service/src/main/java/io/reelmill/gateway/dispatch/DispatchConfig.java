package io.reelmill.gateway.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How waiting work is handed to the queues. */
@ConfigMapping(prefix = "reelmill.dispatch")
interface DispatchConfig {

    /** Time between looks when nothing happened here. */
    @WithDefault("500ms")
    Duration interval();

    /** Tasks released or running per live slot of a queue: enough that no slot waits, few enough that order matters. */
    @WithDefault("2")
    double depth();

    /** Time after which a released task that nobody has claimed, and no worker holds until it has room, counts as lost on the way and is released anew. */
    @WithDefault("15m")
    Duration releaseLimit();
}

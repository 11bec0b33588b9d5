package io.reelmill.gateway.claims;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How claims are granted and their holders watched. */
@ConfigMapping(prefix = "reelmill.claims")
interface ClaimsConfig {

    /** How long a returned record's first holder has to show a new heartbeat; at least three times their interval. */
    @WithDefault("1500ms")
    Duration holderPatience();

    /** Time between looks at a heartbeat while that patience lasts. */
    @WithDefault("150ms")
    Duration holderLook();

    /** Silence after which the holder of a running attempt counts as gone. */
    @WithDefault("15s")
    Duration silence();

    /** Time after which a worker that was started anew is taken at its word that it does not run the attempt. */
    @WithDefault("5s")
    Duration restartGrace();

    /** Time after which a living holder that does not list the attempt as running is taken at its word. */
    @WithDefault("2m")
    Duration idleGrace();

    /** For how long the silence of all workers at once is taken for a broken way to Redis. */
    @WithDefault("10m")
    Duration blackout();

    /** Time between looks at all holders. */
    @WithDefault("1s")
    Duration watchInterval();

    /** File with the token that workers must show on the internal port; without one it must be on a loopback address. */
    Optional<Path> tokenFile();
}

package io.reelmill.merge;

import io.smallrye.config.ConfigMapping;
import java.util.OptionalInt;

/** How results are merged. */
@ConfigMapping(prefix = "reelmill.merge")
public interface MergeConfig {

    /** Threads for decoding while results are verified; the CPUs this process may use when absent. */
    OptionalInt threads();
}

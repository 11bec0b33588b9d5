package io.reelmill.chunker;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What sources are accepted and how they are cut. */
@ConfigMapping(prefix = "reelmill.chunker")
public interface ChunkerConfig {

    /** What a source may be at most. */
    Limits limits();

    /** How chunks are cut. */
    Chunks chunks();

    /** How sources are fetched from addresses. */
    Fetch fetch();

    /** How long one question to ffprobe about the head of a source may take. */
    @WithDefault("15s")
    Duration probeTimeout();

    /** What a source may be at most. */
    interface Limits {
        /** Largest source. */
        @WithDefault("64G")
        MemorySize bytes();

        /** Longest source. */
        @WithDefault("24h")
        Duration duration();

        /** Most pixels of one picture; 8192 × 8192 by default. */
        @WithDefault("67108864")
        long pixels();
    }

    /** How chunks are cut. */
    interface Chunks {
        /** Most chunks of one source; a longer source gets longer chunks. */
        @WithDefault("1000")
        int max();

        /** Chunks that a short source is cut into at least, where each still has {@code min-gops}: three to four for each slot of all workers. */
        @WithDefault("8")
        int parallel();

        /** Fewest GOPs (of two seconds) in a chunk that was made shorter for parallelism. */
        @WithDefault("3")
        int minGops();
    }

    /** How sources are fetched from addresses. */
    interface Fetch {
        /** Whether private, loopback and link-local addresses may be fetched from; only for a machine of one's own. */
        @WithDefault("false")
        boolean allowPrivateAddresses();

        /** How long a server may take to accept a connection, to answer, or between two pieces of its answer. */
        @WithDefault("20s")
        Duration patience();

        /** How long fetching one source may take altogether; less than the soft limit of a task, which ends it as well. */
        @WithDefault("20m")
        Duration time();

        /** Bytes that must come in a second, on average over one patience; a slower server is given up. */
        @WithDefault("64K")
        MemorySize minRate();

        /** Most redirects that are followed. */
        @WithDefault("5")
        int redirects();
    }
}

package io.reelmill.chunker.source;

import io.reelmill.chunker.ChunkerConfig;
import io.reelmill.storage.ObjectStore;

/** The fetcher without a container around it. */
public final class TestingFetcher {

    private TestingFetcher() {}

    /** A fetcher that stores what it fetches. */
    public static SourceFetcher into(ObjectStore store, ChunkerConfig config) {
        return new SourceFetcher(store, new UrlFetcher(store, config));
    }
}

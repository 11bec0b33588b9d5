package io.reelmill.gateway.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A gateway with a token, room for little, and no patience. */
public final class TightLimits implements QuarkusTestProfile {

    public static final String TOKEN = "a-token-for-tests-only";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "reelmill.api.token", TOKEN,
                "reelmill.api.max-json-bytes", "2000",
                "reelmill.uploads.max-size", "12M",
                "reelmill.uploads.idle-timeout", "2s",
                "reelmill.jobs.max-unfinished", "3",
                "reelmill.retention.sources", "0s",
                "reelmill.retention.outputs", "0s",
                "reelmill.retention.orphans", "0s",
                "reelmill.retention.silent-uploads", "1s");
    }
}

package io.reelmill.gateway.claims;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The token of the internal port; read for each request, so that a rotated secret is taken over without a restart. */
@ApplicationScoped
class BearerToken {

    private final ClaimsConfig config;

    BearerToken(ClaimsConfig config) {
        this.config = config;
    }

    /** Whether the header may pass; any may when no token is configured. */
    boolean matches(String authorization) {
        if (config.tokenFile().isEmpty()) {
            return true;
        }
        String expected = "Bearer " + read(config.tokenFile().get());
        return authorization != null && MessageDigest.isEqual(bytes(expected), bytes(authorization));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the token file cannot be read", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

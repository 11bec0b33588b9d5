package io.reelmill.gateway.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A token that callers show. Only its digest is kept, and it is compared in constant time. */
public final class ApiToken {

    private static final String SCHEME = "Bearer ";
    private static final int MIN_LENGTH = 16;

    private final byte[] digest;

    private ApiToken(byte[] digest) {
        this.digest = digest;
    }

    /** Fails when the token is too short to be one. */
    static ApiToken of(String token) {
        String stripped = token.strip();
        if (stripped.length() < MIN_LENGTH) {
            throw new IllegalStateException(
                    "a token must have at least %d characters; make one with: openssl rand -hex 32"
                            .formatted(MIN_LENGTH));
        }
        return new ApiToken(sha256(stripped));
    }

    /**
     * The token in a file, without the white space around it.
     *
     * @throws IllegalStateException when the file cannot be read or the token is too short to be one
     */
    public static ApiToken read(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalStateException("the token cannot be read from " + file, e);
        }
    }

    /** Whether the value of an {@code Authorization} header holds this token; false for null. */
    public boolean matches(String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        digest, sha256(authorization.substring(SCHEME.length()).strip()));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.reelmill.stack.server;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * Passwords of the servers, generated once per state directory and kept there in a file that only its owner can read.
 *
 * @param postgresPassword of user {@code reelmill}
 * @param s3AccessKey access key
 * @param s3SecretKey secret key
 */
record Credentials(String postgresPassword, String s3AccessKey, String s3SecretKey) {

    static Credentials in(Path stateDirectory) {
        Path file = stateDirectory.resolve("credentials.properties");
        try {
            if (!Files.exists(file)) {
                generate(file);
            }
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            return new Credentials(
                    properties.getProperty("postgres.password"),
                    properties.getProperty("s3.access-key"),
                    properties.getProperty("s3.secret-key"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void generate(Path file) {
        OwnerOnly.write(
                file,
                """
                postgres.password=%s
                s3.access-key=reelmill-%s
                s3.secret-key=%s
                """
                        .formatted(random(16), random(4), random(20)));
    }

    private static String random(int bytes) {
        byte[] secret = new byte[bytes];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}

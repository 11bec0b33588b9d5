package io.reelmill.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the store that configuration describes. */
@ApplicationScoped
class StorageProducer {

    @Produces
    @ApplicationScoped
    ObjectStore objectStore(StorageConfig config) {
        StorageClients.Credentials credentials = new StorageClients.Credentials(
                secret("access-key", config.accessKeyFile(), config.accessKey()),
                secret("secret-key", config.secretKeyFile(), config.secretKey()),
                config.region());
        StorageClients clients = new StorageClients(
                config.endpoint(), config.publicEndpoint().orElse(config.endpoint()), credentials, config.timeout());
        return new MinioObjectStore(clients, config.bucket(), config.maxObjectBytes());
    }

    private static String secret(String name, Optional<Path> file, Optional<String> value) {
        return file.map(StorageProducer::read)
                .or(() -> value)
                .orElseThrow(() -> new IllegalStateException(
                        "reelmill.storage." + name + " or reelmill.storage." + name + "-file must be set"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the secret in " + file, e);
        }
    }
}

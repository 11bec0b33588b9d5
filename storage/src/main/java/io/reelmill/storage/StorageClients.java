package io.reelmill.storage;

import io.minio.MinioAsyncClient;
import io.minio.MinioClient;
import java.net.URI;
import java.time.Duration;

/** Connections to one store: as services reach it, and as people do, for whom only addresses are signed. */
public final class StorageClients {

    private final MinioClient internal;
    private final MinioClient people;
    private final MinioAsyncClient multiparts;

    /**
     * @param endpoint address for services
     * @param publicEndpoint address for people
     * @param credentials how to sign
     * @param timeout patience with a silent connection
     */
    public StorageClients(URI endpoint, URI publicEndpoint, Credentials credentials, Duration timeout) {
        this.internal = client(endpoint, credentials, timeout);
        this.people = client(publicEndpoint, credentials, timeout);
        this.multiparts = MinioAsyncClient.builder()
                .endpoint(endpoint.toString())
                .region(credentials.region())
                .credentials(credentials.accessKey(), credentials.secretKey())
                .build();
    }

    /**
     * How requests are signed.
     *
     * @param accessKey access key
     * @param secretKey secret key
     * @param region region named in signatures
     */
    public record Credentials(String accessKey, String secretKey, String region) {
        @Override
        public String toString() {
            return "Credentials[" + accessKey + "]";
        }
    }

    private static MinioClient client(URI endpoint, Credentials credentials, Duration timeout) {
        MinioClient client = MinioClient.builder()
                .endpoint(endpoint.toString())
                .region(credentials.region())
                .credentials(credentials.accessKey(), credentials.secretKey())
                .build();
        client.setTimeout(timeout.toMillis(), timeout.toMillis(), timeout.toMillis());
        return client;
    }

    MinioClient internal() {
        return internal;
    }

    MinioClient forPeople() {
        return people;
    }

    MinioAsyncClient multiparts() {
        return multiparts;
    }
}

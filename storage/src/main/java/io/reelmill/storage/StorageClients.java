package io.reelmill.storage;

import io.minio.MinioAsyncClient;
import io.minio.MinioClient;
import io.minio.http.HttpUtils;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;

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
        OkHttpClient http = http(timeout);
        this.internal = client(endpoint, credentials, http);
        this.people = client(publicEndpoint, credentials, http);
        this.multiparts = MinioAsyncClient.builder()
                .endpoint(endpoint.toString())
                .region(credentials.region())
                .credentials(credentials.accessKey(), credentials.secretKey())
                .httpClient(http)
                .build();
    }

    /**
     * When one connection fails the idle ones are not used again: those whose other end has vanished would each cost the next
     * request its whole patience.
     */
    private static OkHttpClient http(Duration timeout) {
        long millis = timeout.toMillis();
        ConnectionPool connections = new ConnectionPool();
        return HttpUtils.newDefaultHttpClient(millis, millis, millis)
                .newBuilder()
                .connectionPool(connections)
                .eventListener(new EventListener() {
                    @Override
                    public void callFailed(Call call, IOException failure) {
                        connections.evictAll();
                    }

                    @Override
                    public void responseFailed(Call call, IOException failure) {
                        connections.evictAll();
                    }
                })
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

    private static MinioClient client(URI endpoint, Credentials credentials, OkHttpClient http) {
        return MinioClient.builder()
                .endpoint(endpoint.toString())
                .region(credentials.region())
                .credentials(credentials.accessKey(), credentials.secretKey())
                .httpClient(http)
                .build();
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

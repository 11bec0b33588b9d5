package io.reelmill.storage;

import io.minio.MinioAsyncClient;
import io.minio.MinioClient;
import io.minio.http.HttpUtils;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;

/** Connections to one store: as services reach it, and as people do, for whom only addresses are signed. */
public final class StorageClients {

    private static final int IDLE_CONNECTIONS = 5;
    private static final Duration IDLE = Duration.ofSeconds(10);

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
     * A connection whose other end has vanished costs the next request its whole patience. So idle ones are kept for seconds, not
     * for the five minutes of the library, and when one fails the others are not used again.
     */
    private static OkHttpClient http(Duration timeout) {
        long millis = timeout.toMillis();
        ConnectionPool connections = new ConnectionPool(IDLE_CONNECTIONS, IDLE.toMillis(), TimeUnit.MILLISECONDS);
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

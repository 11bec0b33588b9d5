package io.reelmill.chunker.source;

import io.reelmill.chunker.ChunkerConfig;
import io.reelmill.chunker.inspect.TestingInspector;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.message.WorkItem;
import io.reelmill.common.spec.JobSpec;
import io.reelmill.common.spec.Source;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskLimits;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Endpoints;
import io.reelmill.stack.server.Server;
import io.reelmill.storage.MinioObjectStore;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageClients;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import okhttp3.Dns;

/** The fetcher without a container around it. */
public final class TestingFetcher {

    private TestingFetcher() {}

    /** A fetcher that stores what it fetches. */
    public static SourceFetcher into(ObjectStore store, ChunkerConfig config) {
        return new SourceFetcher(store, new UrlFetcher(store, config));
    }

    /** A real store. */
    static ObjectStore store() {
        Endpoints endpoints = LocalServers.shared(Server.S3).endpoints();
        URI address = URI.create(endpoints.s3Url());
        StorageClients.Credentials credentials =
                new StorageClients.Credentials(endpoints.s3AccessKey(), endpoints.s3SecretKey(), "us-east-1");
        return new MinioObjectStore(
                new StorageClients(address, address, credentials, Duration.ofSeconds(10)), Endpoints.BUCKET, 1L << 36);
    }

    /** From private addresses too, with five seconds of patience, and some differences. */
    static UrlFetcher fetcher(ObjectStore store, Map<String, String> differences) {
        return new UrlFetcher(store, config(differences));
    }

    /** With other rules for addresses, and other names. */
    static UrlFetcher fetcher(ObjectStore store, Predicate<InetAddress> allowed, Dns dns) {
        return new UrlFetcher(store, config(Map.of()), allowed, dns);
    }

    private static ChunkerConfig config(Map<String, String> differences) {
        Map<String, String> all = new HashMap<>(Map.of("allow-private-addresses", "true", "patience", "5s"));
        all.putAll(differences);
        Map<String, String> keys = new HashMap<>();
        all.forEach((key, value) -> keys.put("reelmill.chunker." + (key.contains(".") ? key : "fetch." + key), value));
        return TestingInspector.config(keys).getConfigMapping(ChunkerConfig.class);
    }

    /** An attempt with so much time. */
    static TaskContext attempt(Duration time) {
        JobSpec spec = new JobSpec(Source.url("http://unused"), null, List.of(), 10, false);
        WorkItem item = new WorkItem(WorkItem.SCHEMA, "job", "plan", 1, WorkQueue.PLAN, 0, new TaskWork.Plan(spec));
        return TaskContext.detached(item, Path.of("unused"), new TaskLimits(time, time));
    }
}

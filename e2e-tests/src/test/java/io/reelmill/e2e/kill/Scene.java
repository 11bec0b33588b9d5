package io.reelmill.e2e.kill;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.e2e.Api;
import io.reelmill.e2e.Jobs;
import io.reelmill.e2e.rig.Rig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One job in a system that is about to be broken. */
final class Scene {

    private static final String QUERY = "codec=h264&preset=slow&crf=20&chunkSeconds=4";
    private static final int UPLOAD_PIECES = 40;
    private static final long UPLOAD_PAUSE_MILLIS = 100;

    private final Rig rig;
    private final Path clip;
    private final Api api;
    private final Jobs jobs;
    private CompletableFuture<String> uploading;
    private String id;

    Scene(Rig rig, Path clip) {
        this.rig = rig;
        this.clip = clip;
        this.api = new Api(rig.gatewayUrl());
        this.jobs = new Jobs(api);
    }

    Rig rig() {
        return rig;
    }

    Jobs jobs() {
        return jobs;
    }

    String id() {
        return id;
    }

    void upload() {
        id = api.upload(clip, QUERY);
    }

    /** Returns in the middle of an upload. */
    void uploadSlowly() {
        uploading = CompletableFuture.supplyAsync(() -> api.upload(slowly(), QUERY));
        try {
            TimeUnit.MILLISECONDS.sleep(UPLOAD_PIECES * UPLOAD_PAUSE_MILLIS / 2);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private InputStream slowly() {
        try {
            long piece = Files.size(clip) / UPLOAD_PIECES;
            return new SlowStream(Files.newInputStream(clip), (int) piece, UPLOAD_PAUSE_MILLIS);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends what {@link #uploadSlowly} began; who is cut off sends the file again. */
    void finishUpload() {
        if (uploading == null) {
            return;
        }
        try {
            id = uploading.join();
        } catch (RuntimeException e) {
            org.awaitility.Awaitility.await()
                    .atMost(2, TimeUnit.MINUTES)
                    .ignoreExceptions()
                    .until(() -> {
                        upload();
                        return true;
                    });
        }
    }

    void awaitRunning(String taskPrefix) {
        jobs.awaitRunning(id, taskPrefix);
    }

    /** Of the job, all. */
    List<JsonNode> attempts() {
        return id == null ? List.of() : jobs.attempts(id, "");
    }

    /** Its tasks with their attempts. */
    JsonNode tasks() {
        return api.tasks(id).get("items");
    }

    /** Number of jobs that have not ended. */
    long unfinished() {
        return api.jobs().stream()
                .filter(job -> !api.ended(job.get("id").asText()))
                .count();
    }
}

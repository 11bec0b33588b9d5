package io.reelmill.e2e.kill;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.e2e.rig.Link;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Where a job is when the fault comes. Stages that are short are stretched by a slow connection to storage until then. */
enum Stage {
    /** The source is being received. */
    UPLOADING("gateway-1") {
        @Override
        void reach(Scene scene) {
            scene.uploadSlowly();
        }
    },
    /** The source is being read and planned. */
    PLANNING("chunker-1") {
        @Override
        void reach(Scene scene) {
            stretch(scene, "chunker");
            scene.upload();
            scene.awaitRunning("plan");
        }
    },
    /** A chunk is being encoded. */
    ENCODING("transcode-1") {
        @Override
        void reach(Scene scene) {
            scene.upload();
            scene.awaitRunning("chunk-");
        }
    },
    /** The sound is being encoded. */
    AUDIO("transcode-1") {
        @Override
        void reach(Scene scene) {
            stretch(scene, "transcode");
            scene.upload();
            scene.awaitRunning("audio-");
        }
    },
    /** Chunks are being joined. */
    MERGING("merge-1") {
        @Override
        void reach(Scene scene) {
            stretch(scene, "merge");
            scene.upload();
            scene.awaitRunning("merge");
        }
    },
    /** The result is being stored. */
    PUBLISHING("merge-1") {
        @Override
        void reach(Scene scene) {
            stretch(scene, "merge");
            scene.upload();
            scene.awaitRunning("merge");
            long before = scene.rig().links().sent(MERGE_TO_S3);
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> scene.rig().links().sent(MERGE_TO_S3) - before > MORE_THAN_REQUESTS);
        }
    };

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Link MERGE_TO_S3 = new Link("merge-1", "s3");
    /** Reading sends requests only, a few hundred bytes each. */
    private static final long MORE_THAN_REQUESTS = 100_000;
    /** A source or a result of a megabyte takes seconds. */
    private static final long STRETCHED = 300_000;

    private final String atWork;

    Stage(String atWork) {
        this.atWork = atWork;
    }

    /** Starts a job and returns when it is there. */
    abstract void reach(Scene scene);

    private static void stretch(Scene scene, String service) {
        scene.rig().links().slow(storageOf(service), STRETCHED);
    }

    private static Predicate<Link> storageOf(String service) {
        return link -> link.service().startsWith(service) && link.target().equals("s3");
    }

    /** The instance of a service that is at work on the job now, or its first one. */
    String instance(String service, Scene scene) {
        if (!atWork.startsWith(service)) {
            return service + "-1";
        }
        List<JsonNode> running = scene.attempts().stream()
                .filter(attempt -> !attempt.has("outcome"))
                .filter(attempt -> attempt.path("worker").asText().startsWith(service))
                .toList();
        return running.isEmpty()
                ? service + "-1"
                : running.get(0).path("worker").asText();
    }
}

package io.reelmill.chunker;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reelmill.chunker.inspect.TestingInspector;
import io.reelmill.chunker.source.TestingFetcher;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.message.WorkItem;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.spec.AudioSpec;
import io.reelmill.common.spec.JobSpec;
import io.reelmill.common.spec.OutputSpec;
import io.reelmill.common.spec.Source;
import io.reelmill.common.spec.VideoCodec;
import io.reelmill.common.spec.VideoSpec;
import io.reelmill.media.TestingTools;
import io.reelmill.media.tool.MediaTools;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.messaging.worker.TaskResult;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Endpoints;
import io.reelmill.stack.server.Server;
import io.reelmill.storage.MinioObjectStore;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageClients;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Plans files through a real store, without queues. */
final class TestingPlanner {

    private static final double CHUNK_SECONDS = 4;

    final ObjectStore store;
    private final PlanRunner runner;
    private final Path scratch;
    private boolean allowPartial;

    TestingPlanner(Path scratch, Map<String, String> configuration) {
        this(scratch, configuration, store(LocalServers.shared(Server.S3).endpoints()));
    }

    TestingPlanner(Path scratch, Map<String, String> configuration, ObjectStore store) {
        this(scratch, configuration, store, TestingTools.TOOLS);
    }

    TestingPlanner(Path scratch, Map<String, String> configuration, ObjectStore store, MediaTools tools) {
        SmallRyeConfig config = TestingInspector.config(configuration);
        ChunkerConfig chunker = config.getConfigMapping(ChunkerConfig.class);
        this.scratch = scratch;
        this.store = store;
        this.runner = new PlanRunner(
                TestingFetcher.into(store, chunker),
                TestingInspector.on(store, config, tools),
                chunker,
                new SimpleMeterRegistry());
    }

    static ObjectStore store(Endpoints endpoints) {
        StorageClients clients = new StorageClients(
                URI.create(endpoints.s3Url()),
                URI.create(endpoints.s3Url()),
                new StorageClients.Credentials(endpoints.s3AccessKey(), endpoints.s3SecretKey(), "us-east-1"),
                Duration.ofSeconds(5));
        return new MinioObjectStore(clients, Endpoints.BUCKET, 1L << 36);
    }

    TestingPlanner allowingPartial() {
        allowPartial = true;
        return this;
    }

    /** Plans a file for one H.264 rendition at its own size. */
    JobPlan plan(Path file) throws Exception {
        String key = "raw/" + UUID.randomUUID() + "/source";
        store.upload(key, file, "application/octet-stream");
        return plan(Source.object(null, key, file.getFileName().toString()));
    }

    JobPlan plan(Source source) throws TaskFailure, InterruptedException, IOException {
        return ((TaskResult.Planned) runner.run(context(source))).plan();
    }

    TaskContext context(Source source) throws IOException {
        WorkItem item = work(UUID.randomUUID().toString(), source, CHUNK_SECONDS, allowPartial);
        return TaskContext.detached(item, Files.createTempDirectory(scratch, "attempt"));
    }

    TaskResult run(TaskContext context) throws TaskFailure, InterruptedException {
        return runner.run(context);
    }

    /** A work item that asks for one H.264 rendition at the source's size. */
    static WorkItem work(String jobId, Source source, double chunkSeconds, boolean allowPartial) {
        VideoSpec video =
                new VideoSpec(VideoCodec.H264, "medium", null, false, 23d, null, null, VideoSpec.Deinterlace.AUTO);
        OutputSpec output = new OutputSpec("main", video, new AudioSpec(128_000, AudioSpec.Channels.STEREO));
        JobSpec spec = new JobSpec(source, null, List.of(output), chunkSeconds, allowPartial);
        return new WorkItem(WorkItem.SCHEMA, jobId, "plan", 1, WorkQueue.PLAN, 0, new TaskWork.Plan(spec));
    }
}

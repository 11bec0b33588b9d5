package io.reelmill.transcode;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.message.WorkItem;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.media.command.EncodeAudioCommand;
import io.reelmill.media.command.InputFence;
import io.reelmill.media.run.FfprobeRunner;
import io.reelmill.media.run.RunResult;
import io.reelmill.media.tool.MediaTools;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.messaging.worker.TaskResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Encodes one audio track, whole, so that there is no joint to click at. */
@ApplicationScoped
class AudioEncoder {

    private static final Duration PROBE_LIMIT = Duration.ofSeconds(60);

    private final Encode encode;
    private final ResultStore results;
    private final Adoption adoption;

    AudioEncoder(Encode encode, ResultStore results, Adoption adoption) {
        this.encode = encode;
        this.results = results;
        this.adoption = adoption;
    }

    TaskResult encode(TaskContext context, TaskWork.EncodeAudio work) throws TaskFailure, InterruptedException {
        MediaTools tools = encode.tools(context);
        Optional<TaskOutput> earlier = adoption.audio(context, stored -> samples(tools, stored));
        if (earlier.isPresent()) {
            return new TaskResult.Encoded(earlier.get());
        }
        Path file = context.scratch().resolve("audio.mp4");
        EncodeAudioCommand command = new EncodeAudioCommand(
                encode.address(context, work.source()), work.track(), work.settings(), context.threads());
        RunResult run = encode.run(context, tools, command.arguments(file), work.source());
        encode.requireRead(run, work.source());
        WorkItem item = context.item();
        String key = ObjectKeys.audio(item.jobId(), item.taskId(), item.attempt());
        long samples = samples(tools, file);
        long bytes = results.store(context, key, file, run.decodeErrors());
        return new TaskResult.Encoded(
                new TaskOutput(item.taskId(), item.attempt(), key, bytes, samples, null, run.decodeErrors()));
    }

    /** Samples per channel, which are the ticks of the track; the merge counts them again. */
    private long samples(MediaTools tools, Path file) throws TaskFailure, InterruptedException {
        List<String> question = new ArrayList<>(InputFence.options(file.toString()));
        question.addAll(List.of("-show_entries", "stream=duration_ts", "-of", "default=nw=1:nk=1", file.toString()));
        String ticks =
                new FfprobeRunner(tools).run(question, PROBE_LIMIT).output().strip();
        if (!ticks.matches("[1-9]\\d*")) {
            throw new TaskFailure(Outcome.VERIFY_FAILED, "the encoded track has no samples");
        }
        return Long.parseLong(ticks);
    }
}

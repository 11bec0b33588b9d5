package io.reelmill.transcode;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.message.WorkItem;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.media.command.EncodeAudioCommand;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.messaging.worker.TaskResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;

/** Encodes one audio track, whole, so that there is no joint to click at. */
@ApplicationScoped
class AudioEncoder {

    private final Encode encode;
    private final ResultStore results;

    AudioEncoder(Encode encode, ResultStore results) {
        this.encode = encode;
        this.results = results;
    }

    TaskResult encode(TaskContext context, TaskWork.EncodeAudio work) throws TaskFailure, InterruptedException {
        Path file = context.scratch().resolve("audio.mp4");
        EncodeAudioCommand command =
                new EncodeAudioCommand(encode.address(work.source()), work.track(), work.settings());
        encode.run(context, command.arguments(file), work.source());
        WorkItem item = context.item();
        String key = ObjectKeys.audio(item.jobId(), item.taskId(), item.attempt());
        long bytes = results.store(context, key, file);
        return new TaskResult.Encoded(new TaskOutput(item.taskId(), item.attempt(), key, bytes, 0, null));
    }
}

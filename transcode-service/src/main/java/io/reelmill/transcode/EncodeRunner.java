package io.reelmill.transcode;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.TaskWork;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.messaging.worker.TaskResult;
import io.reelmill.messaging.worker.TaskRunner;
import jakarta.enterprise.context.ApplicationScoped;

/** Hands each work item to what can encode it. */
@ApplicationScoped
class EncodeRunner implements TaskRunner {

    private final ChunkEncoder chunks;
    private final AudioEncoder audio;

    EncodeRunner(ChunkEncoder chunks, AudioEncoder audio) {
        this.chunks = chunks;
        this.audio = audio;
    }

    @Override
    public TaskResult run(TaskContext context) throws Exception {
        TaskWork work = context.item().work();
        if (work instanceof TaskWork.EncodeChunk chunk) {
            return chunks.encode(context, chunk);
        }
        if (work instanceof TaskWork.EncodeAudio track) {
            return audio.encode(context, track);
        }
        throw new TaskFailure(
                Outcome.INTERNAL, "not an encode: " + work.getClass().getSimpleName());
    }
}

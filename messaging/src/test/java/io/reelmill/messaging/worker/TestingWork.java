package io.reelmill.messaging.worker;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.message.WorkItem;
import io.reelmill.common.plan.AudioSettings;
import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.common.plan.Rational;
import java.util.List;

/** Work items of which only the frame matters. */
final class TestingWork {

    private static final TaskWork WORK = new TaskWork.EncodeAudio(
            new ObjectRef("bucket", "key"),
            new AudioTrack(1, "aac", 1, "mono", 44100, "eng", null, true, new Rational(0, 1), 4),
            new AudioSettings(64000, 1, "mono", 44100));

    private TestingWork() {}

    static WorkItem item(String jobId, String taskId, int attempt) {
        return new WorkItem(WorkItem.SCHEMA, jobId, taskId, attempt, WorkQueue.SMALL, 1 << 20, WORK);
    }

    static WorkItem limited(Integer softSeconds, Integer hardSeconds) {
        return new WorkItem(
                WorkItem.SCHEMA, "j", "t", 1, WorkQueue.SMALL, 0, WORK, List.of(), 0, softSeconds, hardSeconds);
    }
}

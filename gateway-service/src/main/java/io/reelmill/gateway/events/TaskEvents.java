package io.reelmill.gateway.events;

import io.reelmill.common.message.Messages;
import io.reelmill.common.message.TaskEvent;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads events, and refuses those that lack what every event must have. */
final class TaskEvents {

    private TaskEvents() {}

    /**
     * The event in the JSON.
     *
     * @throws Messages.UndecodableMessageException when it is none
     */
    static TaskEvent read(String json) {
        TaskEvent event = Messages.read(json == null ? "" : json, TaskEvent.class);
        boolean named = event.task() != null
                && Stream.of(event.task().jobId(), event.task().taskId()).allMatch(Objects::nonNull);
        if (!named || !whole(event)) {
            throw new Messages.UndecodableMessageException("an event names its task and carries its result", null);
        }
        return event;
    }

    private static boolean whole(TaskEvent event) {
        if (event instanceof TaskEvent.TaskFailed failed) {
            return failed.outcome() != null;
        }
        if (event instanceof TaskEvent.TaskSucceeded succeeded) {
            return succeeded.output() != null;
        }
        if (event instanceof TaskEvent.JobPlanned planned) {
            return planned.plan() != null;
        }
        return !(event instanceof TaskEvent.JobMerged merged) || merged.report() != null;
    }
}

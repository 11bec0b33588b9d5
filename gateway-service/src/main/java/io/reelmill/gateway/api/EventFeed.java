package io.reelmill.gateway.api;

import io.reelmill.common.job.JobStatus;
import io.reelmill.gateway.progress.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a follower of a job is told. An id says how many stages the follower knows, and nothing else has to be remembered:
 * whoever comes back with one hears of the stages in between, and then how the job is now.
 */
final class EventFeed {

    private static final Pattern ID = Pattern.compile("(\\d{1,4})-\\d{1,18}");

    private EventFeed() {}

    /** One event. */
    record Event(String id, String name, Object data) {}

    /** A stage that the job reached; the data of a {@code state} event. */
    record StateReached(String id, JobStatus state, Instant at) {}

    /** How many stages the holder of an id knows; none for what is not an id of ours. */
    static int knownStages(String lastEventId) {
        Matcher matcher = ID.matcher(lastEventId == null ? "" : lastEventId);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** Whether the holder of an id has heard the end of the job. */
    static boolean complete(JobView job, String lastEventId) {
        return job.state().terminal()
                && knownStages(lastEventId) >= job.stages().size();
    }

    /** The stages beyond those known as {@code state} events, then the job as a {@code job} event. */
    static List<Event> events(JobView job, int knownStages) {
        List<Stage> stages = job.stages();
        List<Event> events = new ArrayList<>();
        IntStream.range(Math.min(knownStages, stages.size()), stages.size()).forEach(i -> {
            Stage stage = stages.get(i);
            // Until the job itself was shown its last stage does not count as known: an end is heard whole or again.
            int known = i == stages.size() - 1 ? i : i + 1;
            StateReached reached = new StateReached(job.id(), stage.state(), stage.startedAt());
            events.add(new Event(id(known, job), "state", reached));
        });
        events.add(new Event(id(stages.size(), job), "job", job));
        return events;
    }

    private static String id(int stages, JobView job) {
        return stages + "-" + job.framesDone();
    }
}

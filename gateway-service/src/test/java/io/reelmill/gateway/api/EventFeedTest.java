package io.reelmill.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.JobStatus;
import io.reelmill.gateway.api.EventFeed.Event;
import io.reelmill.gateway.api.EventFeed.StateReached;
import io.reelmill.gateway.jobs.TaskState;
import io.reelmill.gateway.testing.Specimens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFeedTest {

    private static final JobView ENCODING =
            JobViews.of(Specimens.encoding(Specimens.chunk("hd", 0, TaskState.DONE, 240, 1)), Map.of(), "media");
    private static final JobView COMPLETED = JobViews.of(Specimens.completed(), Map.of(), "media");

    @Test
    void a_new_follower_hears_every_stage_and_then_the_job() {
        List<Event> events = EventFeed.events(ENCODING, 0);

        assertThat(events).extracting(Event::name).containsExactly("state", "state", "state", "state", "job");
        assertThat(events).extracting(Event::id).containsExactly("1-240", "2-240", "3-240", "3-240", "4-240");
        assertThat(states(events))
                .containsExactly(JobStatus.UPLOADING, JobStatus.QUEUED, JobStatus.PLANNING, JobStatus.ENCODING);
        assertThat(events.get(4).data()).isSameAs(ENCODING);
    }

    @Test
    void who_comes_back_hears_what_was_missed() {
        int known = EventFeed.knownStages("4-240");

        assertThat(states(EventFeed.events(COMPLETED, known))).containsExactly(JobStatus.MERGING, JobStatus.COMPLETED);
    }

    @Test
    void nothing_is_lost_wherever_the_stream_breaks() {
        List<Event> all = EventFeed.events(COMPLETED, 0);
        for (int heard = 0; heard < all.size(); heard++) {
            int known =
                    heard == 0 ? 0 : EventFeed.knownStages(all.get(heard - 1).id());
            List<Event> rest = EventFeed.events(COMPLETED, known);
            assertThat(rest)
                    .as("after %d events", heard)
                    .endsWith(all.subList(heard, all.size()).toArray(Event[]::new));
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-,0", "'',0", "7,0", "x-1,0", "99999999-1,0", "3-0,3", "3-99,3"})
    void an_id_that_is_not_ours_knows_nothing(String id, int stages) {
        assertThat(EventFeed.knownStages(id)).isEqualTo(stages);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-,false", "5-0,false", "6-0,true", "7-0,true"})
    void only_who_has_heard_the_end_has_heard_everything(String id, boolean complete) {
        assertThat(EventFeed.complete(COMPLETED, id)).isEqualTo(complete);
        assertThat(EventFeed.complete(ENCODING, id)).isFalse();
    }

    private static List<JobStatus> states(List<Event> events) {
        return events.stream()
                .map(Event::data)
                .filter(StateReached.class::isInstance)
                .map(data -> ((StateReached) data).state())
                .toList();
    }
}

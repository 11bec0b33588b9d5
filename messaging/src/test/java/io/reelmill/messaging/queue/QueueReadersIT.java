package io.reelmill.messaging.queue;

import static io.reelmill.messaging.queue.TestingQueue.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queues on a real broker: what is handed out, to whom, and how often. */
class QueueReadersIT {

    private static final Duration LONG = Duration.ofSeconds(90);

    private static String brokers;

    private final List<TestingWorker> workers = new ArrayList<>();
    private TestingQueue queues;

    @BeforeAll
    static void startServers() {
        brokers = LocalServers.shared(Server.KAFKA).endpoints().kafkaBootstrapServers();
    }

    @BeforeEach
    void open() {
        queues = new TestingQueue(brokers);
    }

    @AfterEach
    void close() throws Exception {
        for (TestingWorker worker : workers) {
            worker.close();
        }
        queues.close();
    }

    @Test
    void a_record_is_handed_to_one_slot_and_never_again_while_its_task_runs() throws Exception {
        queues.provision(Duration.ofSeconds(60), WorkQueue.PLAN);
        TestingWorker busy = worker(LONG, 1, WorkQueue.PLAN);
        queues.send(WorkQueue.PLAN, "long");
        await().atMost(PATIENCE).until(() -> busy.ran.contains("long"));

        TestingWorker other = worker(LONG, 1, WorkQueue.PLAN);
        other.finish("next", "last");
        queues.send(WorkQueue.PLAN, "next", "last");

        await().atMost(PATIENCE).until(() -> other.ran.contains("last"));
        assertThat(other.taken).containsExactly("next", "last");
        assertThat(busy.taken).containsExactly("long");
        busy.finish("long");
        await().atMost(PATIENCE).until(() -> queues.unacknowledged(WorkQueue.PLAN) == 0);
    }

    @Test
    void a_task_longer_than_the_poll_interval_stays_with_its_worker_which_then_takes_the_next() throws Exception {
        Duration pollInterval = Duration.ofSeconds(3);
        queues.provision(Duration.ofSeconds(60), WorkQueue.MERGE);
        TestingWorker worker = worker(pollInterval, 1, WorkQueue.MERGE);
        queues.send(WorkQueue.MERGE, "long");
        await().atMost(PATIENCE).until(() -> worker.ran.contains("long"));
        String member = queues.members(WorkQueue.MERGE).iterator().next();
        TestingWorker idle = worker(LONG, 1, WorkQueue.MERGE);
        idle.finish("probe-1");

        // The broker puts a member aside that did not poll for so long; only the idle worker is left to it then.
        await().atMost(PATIENCE).until(() -> !queues.members(WorkQueue.MERGE).contains(member));
        queues.send(WorkQueue.MERGE, "probe-1");
        await().atMost(PATIENCE).until(() -> idle.ran.contains("probe-1"));
        // Busy, not closed: the broker may still hand a record to the last question of a consumer that closes.
        queues.send(WorkQueue.MERGE, "probe-2");
        await().atMost(PATIENCE).until(() -> idle.ran.contains("probe-2"));
        queues.send(WorkQueue.MERGE, "next");
        worker.finish("long", "next");

        await().atMost(PATIENCE).until(() -> worker.ran.contains("next"));
        assertThat(idle.taken).containsExactly("probe-1", "probe-2");
        idle.finish("probe-2");
        assertThat(worker.taken).containsExactly("long", "next");
        assertThat(worker.deliveries).containsEntry("long", 1).containsEntry("next", 1);
        assertThat(queues.members(WorkQueue.MERGE)).contains(member);
        await().atMost(PATIENCE).until(() -> queues.unacknowledged(WorkQueue.MERGE) == 0);
    }

    @Test
    void a_busy_worker_takes_nothing_from_any_queue_that_an_idle_one_could_have() throws Exception {
        queues.provision(Duration.ofSeconds(60), WorkQueue.SMALL, WorkQueue.STANDARD);
        TestingWorker busy = worker(LONG, 1, WorkQueue.SMALL, WorkQueue.STANDARD);
        queues.send(WorkQueue.SMALL, "long");
        await().atMost(PATIENCE).until(() -> busy.ran.contains("long"));
        TestingWorker idle = worker(LONG, 1, WorkQueue.SMALL, WorkQueue.STANDARD);
        await().atMost(PATIENCE).until(() -> idle.readers().haveStarted());
        List<String> small = names("small", 5);
        List<String> standard = names("standard", 5);
        Stream.concat(small.stream(), standard.stream()).forEach(idle::finish);

        queues.send(WorkQueue.SMALL, small.toArray(String[]::new));
        queues.send(WorkQueue.STANDARD, standard.toArray(String[]::new));

        await().atMost(PATIENCE).until(() -> idle.ran.size() == 10);
        assertThat(idle.ran).containsAll(small).containsAll(standard);
        assertThat(busy.taken).containsExactly("long");
        assertThat(idle.deliveries.values()).allMatch(count -> count <= 3);
    }

    @Test
    void queues_take_turns_when_both_have_work() throws Exception {
        queues.provision(Duration.ofSeconds(60), WorkQueue.SMALL, WorkQueue.LARGE);
        TestingWorker worker = worker(LONG, 1, WorkQueue.SMALL, WorkQueue.LARGE);
        queues.send(WorkQueue.SMALL, "first");
        await().atMost(PATIENCE).until(() -> worker.ran.contains("first"));
        List<String> small = names("s", 12);
        List<String> large = names("l", 4);
        queues.send(WorkQueue.SMALL, small.toArray(String[]::new));
        queues.send(WorkQueue.LARGE, large.toArray(String[]::new));
        Stream.concat(small.stream(), large.stream()).forEach(worker::finish);

        worker.finish("first");

        await().atMost(PATIENCE).until(() -> worker.ran.size() == 17);
        assertThat(worker.ran.subList(0, 13)).containsAll(large);
        assertThat(worker.ran).doesNotHaveDuplicates();
    }

    @Test
    void any_number_of_slots_share_one_queue() throws Exception {
        queues.provision(Duration.ofSeconds(60), WorkQueue.LARGE);
        TestingWorker worker = worker(LONG, 4, WorkQueue.LARGE);
        List<String> names = names("work", 6);
        queues.send(WorkQueue.LARGE, names.toArray(String[]::new));

        await().atMost(PATIENCE).until(() -> worker.ran.size() == 4);
        assertThat(worker.taken).hasSize(4);
        names.forEach(worker::finish);
        await().atMost(PATIENCE).until(() -> worker.ran.size() == 6);
    }

    @Test
    void a_task_without_room_keeps_its_slot_and_the_rest_goes_to_who_has_room() throws Exception {
        queues.provision(Duration.ofSeconds(60), WorkQueue.STANDARD);
        TestingWorker full = worker(LONG, 3, WorkQueue.STANDARD);
        queues.send(WorkQueue.STANDARD, "a:60");
        await().atMost(PATIENCE).until(() -> full.ran.contains("a:60"));
        queues.send(WorkQueue.STANDARD, "b:50");
        await().atMost(PATIENCE).until(() -> full.taken.contains("b:50"));

        TestingWorker idle = worker(LONG, 1, WorkQueue.STANDARD);
        idle.finish("c:10", "d:10");
        queues.send(WorkQueue.STANDARD, "c:10", "d:10");
        await().atMost(PATIENCE).until(() -> idle.ran.contains("d:10"));
        full.finish("a:60", "b:50");

        await().atMost(PATIENCE).until(() -> full.ran.contains("b:50"));
        assertThat(full.taken).containsExactly("a:60", "b:50");
        assertThat(idle.taken).containsExactly("c:10", "d:10");
    }

    @Test
    void a_task_that_waits_for_room_for_longer_than_the_broker_holds_its_record_is_handed_to_nobody_else()
            throws Exception {
        Duration lock = Duration.ofSeconds(4);
        queues.provision(Duration.ofSeconds(60), WorkQueue.PLAN);
        queues.provision(lock, WorkQueue.LARGE);
        TestingWorker full = worker(LONG, 2, WorkQueue.PLAN, WorkQueue.LARGE);
        queues.send(WorkQueue.PLAN, "neighbor:60");
        await().atMost(PATIENCE).until(() -> full.ran.contains("neighbor:60"));
        queues.send(WorkQueue.LARGE, "waits:50");
        await().atMost(PATIENCE).until(() -> full.taken.contains("waits:50"));
        queues.send(WorkQueue.LARGE, "behind");

        // One every half a second: longer than the lock, and then several times as long.
        await().atMost(PATIENCE).until(() -> full.renewals.getOrDefault("waits:50", 0) > 12);
        TestingWorker idle = worker(LONG, 1, WorkQueue.LARGE);
        idle.finish("waits:50", "behind");
        await().atMost(PATIENCE).until(() -> idle.ran.contains("behind"));
        await().atMost(PATIENCE).until(() -> full.renewals.getOrDefault("waits:50", 0) > 24);
        full.finish("neighbor:60", "waits:50");

        await().atMost(PATIENCE).until(() -> full.ran.contains("waits:50"));
        assertThat(full.taken).containsExactly("neighbor:60", "waits:50");
        assertThat(full.deliveries).containsEntry("waits:50", 1);
        assertThat(idle.taken).containsExactly("behind");
        assertThat(idle.deliveries)
                .as("no renewal fetches what is not asked for")
                .containsEntry("behind", 1);
        await().atMost(PATIENCE).until(() -> queues.unacknowledged(WorkQueue.LARGE) == 0);
    }

    private TestingWorker worker(Duration pollInterval, int slots, WorkQueue... of) {
        TestingWorker worker = new TestingWorker(brokers, pollInterval, slots, of);
        workers.add(worker);
        return worker;
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
    }
}

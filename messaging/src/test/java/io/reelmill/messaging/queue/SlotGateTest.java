package io.reelmill.messaging.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotGateTest {

    private static final Duration PAUSE = Duration.ofMillis(1);

    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    /**
     * {@code +a60} means that task a comes and needs 60 of the memory, {@code +a0/7} that it needs 7 of the scratch space,
     * {@code -a} that it ends, {@code =ab} that a and b, and no others, have been admitted and not ended.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "what fits together runs together, +a60 +b40 =ab",
        "what does not fit waits for a neighbor, +a60 +b50 =a -a =b",
        "a small one does not overtake, +a60 +b50 +c10 =a -a =bc",
        "the order is that of coming, +a90 +b90 +c90 =a -a =b -b =c",
        "too large runs alone, +a10 +h500 =a -a =h +b1 =h -h =b",
        "nothing overtakes one that must run alone, +a10 +h500 +b10 +c10 =a -a =h -h =bc",
        "nothing runs beside one that runs alone, +h500 +b0 =h -h =b",
        "what needs nothing fits beside a full house, +a100 +b0 =ab",
        "scratch space is room as well, +a1/70 +b1/40 =a -a =b",
        "too large for the scratch space runs alone, +a1/10 +h1/500 +b1/1 =a -a =h -h =b"
    })
    void tasks_are_admitted_in_order_as_far_as_there_is_room(String name, String script) {
        SlotGate gate = new SlotGate(9, new Need(100, 100));
        Map<String, Thread> coming = new LinkedHashMap<>();
        Map<String, Need> needs = new LinkedHashMap<>();

        for (String step : script.split(" ")) {
            String task = step.substring(1, 2);
            switch (step.charAt(0)) {
                case '+' -> {
                    needs.put(task, need(step.substring(2)));
                    coming.put(task, start(() -> admit(gate, needs.get(task))));
                }
                case '-' -> {
                    coming.remove(task);
                    gate.release(needs.get(task));
                }
                default -> assertThat(settled(coming)).as(step).isEqualTo(step.substring(1));
            }
        }
    }

    @Test
    void no_more_look_for_records_than_slots_are_free() {
        SlotGate gate = new SlotGate(2, new Need(100, 100));
        assertThat(gate.tryFill()).isTrue();
        Map<String, Thread> lookers = new LinkedHashMap<>();
        lookers.put("a", start(gate::awaitTurn));
        lookers.put("b", start(gate::awaitTurn));
        assertThat(settled(lookers)).isEqualTo("a");

        gate.endTurn();

        assertThat(settled(lookers)).isEqualTo("ab");
    }

    @Test
    void turns_go_round() {
        SlotGate gate = new SlotGate(1, new Need(100, 100));
        gate.tryFill();
        Map<String, Thread> lookers = new LinkedHashMap<>();
        for (String name : List.of("a", "b", "c")) {
            lookers.put(name, start(gate::awaitTurn));
            assertThat(settled(lookers)).isEmpty();
        }

        gate.empty();
        assertThat(settled(lookers)).isEqualTo("a");
        gate.endTurn();
        assertThat(settled(lookers)).isEqualTo("ab");
    }

    @Test
    void a_slot_is_filled_once() {
        SlotGate gate = new SlotGate(1, new Need(100, 100));

        assertThat(gate.tryFill()).isTrue();
        assertThat(gate.tryFill()).isFalse();
        gate.empty();
        assertThat(gate.tryFill()).isTrue();
    }

    @Test
    void while_a_task_waits_for_room_nothing_more_is_taken() throws Exception {
        SlotGate gate = new SlotGate(3, new Need(100, 100));
        gate.tryFill();
        admit(gate, new Need(60, 0));
        gate.tryFill();
        Map<String, Thread> coming = new LinkedHashMap<>();
        coming.put("l", start(() -> admit(gate, new Need(50, 0))));
        assertThat(settled(coming)).isEmpty();

        assertThat(gate.tryFill()).isFalse();
        gate.release(new Need(60, 0));
        assertThat(settled(coming)).isEqualTo("l");
        assertThat(gate.tryFill()).isTrue();
    }

    @Test
    void a_closed_gate_gives_no_turns_and_no_slots() throws Exception {
        SlotGate gate = new SlotGate(1, new Need(100, 100));
        gate.close();

        assertThat(gate.awaitTurn()).isFalse();
        assertThat(gate.tryFill()).isFalse();
    }

    @Test
    void who_was_interrupted_holds_up_nobody() throws Exception {
        SlotGate gate = new SlotGate(2, new Need(100, 100));
        admit(gate, new Need(60, 0));
        Map<String, Thread> coming = new LinkedHashMap<>();
        coming.put("a", start(() -> admit(gate, new Need(90, 0))));
        assertThat(settled(coming)).isEmpty();
        coming.remove("a").interrupt();
        coming.put("b", start(() -> admit(gate, new Need(40, 0))));

        assertThat(settled(coming)).isEqualTo("b");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> admit(gate, new Need(90, 0))).isInstanceOf(InterruptedException.class);
    }

    @Test
    void where_there_is_no_room_it_is_asked_at_once_and_again_whether_to_go_on() throws Exception {
        SlotGate gate = new SlotGate(3, new Need(100, 100));
        assertThat(gate.admit(new Need(60, 0), PAUSE, () -> false))
                .as("there is room, nobody asks")
                .isTrue();
        AtomicInteger asked = new AtomicInteger();

        assertThat(gate.admit(new Need(50, 0), PAUSE, () -> asked.incrementAndGet() < 3))
                .isFalse();

        assertThat(asked).hasValue(3);
        assertThat(gate.admit(new Need(40, 0), PAUSE, () -> false))
                .as("who has gone holds up nobody, and has taken nothing")
                .isTrue();
    }

    @Test
    void room_that_comes_while_it_is_asked_is_taken() throws Exception {
        SlotGate gate = new SlotGate(3, new Need(100, 100));
        Need first = new Need(60, 0);
        admit(gate, first);

        assertThat(gate.admit(new Need(50, 0), Duration.ofHours(1), () -> {
                    gate.release(first);
                    return true;
                }))
                .isTrue();
    }

    private static void admit(SlotGate gate, Need need) throws InterruptedException {
        gate.admit(need, Duration.ofHours(1), () -> true);
    }

    private static Need need(String numbers) {
        String[] parts = numbers.split("/");
        return new Need(Long.parseLong(parts[0]), parts.length > 1 ? Long.parseLong(parts[1]) : 0);
    }

    /** Something that may wait. */
    private interface Step {
        void run() throws InterruptedException;
    }

    /** Returns when the step was taken or waits, so that who comes later comes later. */
    private Thread start(Step step) {
        Thread thread = new Thread(() -> {
            try {
                step.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        threads.add(thread);
        thread.start();
        await().until(() -> decided(thread));
        return thread;
    }

    private static boolean decided(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            case NEW, RUNNABLE, BLOCKED -> false;
        };
    }

    /** Names of those that wait no more, once nobody is under way. */
    private static String settled(Map<String, Thread> threads) {
        await().until(() -> threads.values().stream().allMatch(SlotGateTest::decided));
        return threads.entrySet().stream()
                .filter(e -> e.getValue().getState() == Thread.State.TERMINATED)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining());
    }
}

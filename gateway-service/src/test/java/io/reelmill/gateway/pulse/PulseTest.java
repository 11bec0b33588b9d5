package io.reelmill.gateway.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PulseTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private final BlockingQueue<UniEmitter<? super Boolean>> begun = new LinkedBlockingQueue<>();
    private Pulse pulse;

    @AfterEach
    void stop() {
        pulse.stop();
    }

    @Test
    void aWakeDuringAStepIsFollowedByAnother() throws InterruptedException {
        start(NEVER);
        UniEmitter<? super Boolean> first = next();
        pulse.wake();
        pulse.wake();
        assertThat(begun).isEmpty();

        first.complete(false);

        next().complete(false);
        pulse.wake();
        assertThat(next()).isNotNull();
    }

    @Test
    void aStepThatHasMoreToDoIsRepeatedAtOnce() throws InterruptedException {
        start(NEVER);

        next().complete(true);
        next().complete(true);

        assertThat(next()).isNotNull();
    }

    @Test
    void aFailedStepIsRepeatedAtTheInterval() throws InterruptedException {
        start(Duration.ofMillis(20));

        next().fail(new IllegalStateException("no"));

        next().complete(false);
        assertThat(next()).isNotNull();
    }

    @Test
    void aStepThatThrowsIsOnlyAFailedStep() {
        AtomicInteger calls = new AtomicInteger();
        pulse = new Pulse("test", Duration.ofMillis(20), () -> {
            calls.incrementAndGet();
            throw new IllegalStateException("no");
        });
        pulse.start();

        await().atMost(Duration.ofSeconds(10)).until(() -> calls.get() > 2);
    }

    private void start(Duration interval) {
        pulse = new Pulse("test", interval, () -> Uni.createFrom().<Boolean>emitter(emitter -> begun.add(emitter)));
        pulse.start();
    }

    private UniEmitter<? super Boolean> next() throws InterruptedException {
        return begun.poll(10, TimeUnit.SECONDS);
    }
}

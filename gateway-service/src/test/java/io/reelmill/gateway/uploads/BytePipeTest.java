package io.reelmill.gateway.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BytePipeTest {

    private final AtomicInteger pauses = new AtomicInteger();
    private final AtomicInteger resumes = new AtomicInteger();

    @Test
    void the_writer_begins_when_the_reader_first_wants_something() throws IOException {
        BytePipe pipe = pipe(10);
        assertThat(resumes).hasValue(0);

        pipe.write(new byte[] {1});
        assertThat(pipe.read()).isEqualTo(1);

        assertThat(resumes).hasValue(1);
    }

    @Test
    void a_full_pipe_pauses_its_writer_and_a_half_empty_one_resumes_it() throws IOException {
        BytePipe pipe = pipe(10);
        pipe.write(new byte[1]);
        pipe.read();

        pipe.write(new byte[9]);
        assertThat(pauses).hasValue(0);
        pipe.write(new byte[2]);
        assertThat(pauses).hasValue(1);

        pipe.read(new byte[5]);
        pipe.read(new byte[1]);
        assertThat(resumes).as("six bytes are still waiting").hasValue(1);
        pipe.read(new byte[5]);
        pipe.read(new byte[5]);
        assertThat(resumes).hasValue(2);
        assertThat(pipe.peak()).isEqualTo(11);
    }

    @Test
    void every_byte_arrives_once_and_in_order_however_it_is_cut() throws Exception {
        byte[] data = new byte[3_000_000];
        new Random(7).nextBytes(data);
        Semaphore open = new Semaphore(0);
        AtomicInteger held = new AtomicInteger();
        BytePipe pipe = new BytePipe(
                4096,
                Duration.ofSeconds(20),
                () -> {
                    held.incrementAndGet();
                    open.acquireUninterruptibly();
                },
                open::release);
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> {
            try {
                return pipe.readAllBytes();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        open.acquireUninterruptibly();
        Random sizes = new Random(8);
        for (int at = 0; at < data.length; ) {
            int next = Math.min(data.length, at + 1 + sizes.nextInt(2000));
            pipe.write(Arrays.copyOfRange(data, at, next));
            at = next;
        }
        pipe.end();

        assertThat(read.get()).isEqualTo(data);
        assertThat(held.get()).as("the writer was held up").isPositive();
        assertThat(pipe.peak()).isLessThan(4096 + 2000);
    }

    @Test
    void an_end_comes_after_what_was_written() throws IOException {
        BytePipe pipe = pipe(10);
        pipe.write(new byte[] {1, 2});
        pipe.end();

        assertThat(pipe.readAllBytes()).containsExactly(1, 2);
        assertThat(pipe.read()).isEqualTo(-1);
    }

    @Test
    void a_failure_comes_at_once_since_half_a_file_is_none() {
        BytePipe pipe = pipe(10);
        pipe.write(new byte[] {1, 2});
        pipe.fail(new IOException("gone"));

        assertThatThrownBy(pipe::read).hasMessage("gone");
    }

    @Test
    void a_failure_after_the_end_is_none() throws IOException {
        BytePipe pipe = pipe(10);
        pipe.write(new byte[] {1});
        pipe.end();
        pipe.fail(new IOException("connection closed after the request"));

        assertThat(pipe.readAllBytes()).containsExactly(1);
    }

    @Test
    void a_reader_does_not_wait_for_ever() {
        BytePipe pipe = new BytePipe(10, Duration.ofMillis(50), () -> {}, () -> {});

        assertThatThrownBy(pipe::read).isInstanceOf(BytePipe.StalledException.class);
    }

    @Test
    void when_the_reader_gave_up_nothing_is_kept() throws IOException {
        BytePipe pipe = pipe(10);
        pipe.write(new byte[8]);
        pipe.close();

        for (int i = 0; i < 100; i++) {
            pipe.write(new byte[8]);
        }

        assertThat(pipe.peak()).isEqualTo(8);
        assertThat(pauses).hasValue(0);
    }

    private BytePipe pipe(int capacity) {
        return new BytePipe(capacity, Duration.ofSeconds(5), pauses::incrementAndGet, resumes::incrementAndGet);
    }
}

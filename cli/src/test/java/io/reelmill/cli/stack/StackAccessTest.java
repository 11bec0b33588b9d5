package io.reelmill.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.stack.supervise.ProcessState;
import io.reelmill.stack.supervise.StackState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StackAccessTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");

    @Test
    void a_stack_tells_where_it_and_its_servers_are() {
        List<ProcessState> processes = Stream.of("kafka", "redis", "postgres", "s3", "gateway-1", "transcode-1")
                .map(name -> new ProcessState(name, "127.0.0.1:" + name.length(), 1, NOW, true, 0, null, 0))
                .toList();
        StackState state = new StackState(
                1,
                NOW,
                1,
                "t",
                StackState.Phase.READY,
                null,
                true,
                "http://127.0.0.1:8080",
                Path.of("/home/s3"),
                1,
                2,
                0,
                null,
                processes);

        assertThat(StackAccess.addresses(state))
                .containsExactly(
                        "gateway   http://127.0.0.1:8080",
                        "workers   1 with 2 slots each",
                        "storage   /home/s3",
                        "kafka     127.0.0.1:5",
                        "redis     127.0.0.1:5",
                        "postgres  127.0.0.1:8",
                        "s3        127.0.0.1:2");
    }
}

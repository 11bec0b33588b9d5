package io.reelmill.messaging.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.messaging.kafka.TestingBrokers;
import io.reelmill.messaging.kafka.TestingKafkaConfig;
import io.reelmill.messaging.kafka.TestingProvisioner;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An error in a slot ends the whole process, with a code that tells which, instead of leaving it with a slot less. */
class FatalErrorFailureIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "LARGE, class, -XX:-ExitOnOutOfMemoryError, 70, NoClassDefFoundError",
        "MERGE, memory, -XX:-ExitOnOutOfMemoryError, 3, OutOfMemoryError",
        "PLAN, memory, -XX:+ExitOnOutOfMemoryError, 3, java.lang.OutOfMemoryError"
    })
    void the_process_ends(WorkQueue queue, String message, String option, int exitCode, String words) throws Exception {
        String brokers = LocalServers.shared(Server.KAFKA).endpoints().kafkaBootstrapServers();
        TestingProvisioner.of(new TestingKafkaConfig(Duration.ofMinutes(1)), brokers)
                .ensure(List.of(queue));
        try (TestingTopics topics = new TestingTopics(TestingBrokers.at(brokers))) {
            topics.send(queue.topic(), "job", message);
        }
        Path log = directory.resolve("log");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx48m", option));
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), DyingWorker.class.getName(), brokers, queue.name()));
        Process worker = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        boolean ended = worker.waitFor(2, TimeUnit.MINUTES);
        worker.destroyForcibly();

        assertThat(ended).as(Files.readString(log)).isTrue();
        assertThat(worker.exitValue()).as(Files.readString(log)).isEqualTo(exitCode);
        assertThat(log).content().contains(words);
    }
}

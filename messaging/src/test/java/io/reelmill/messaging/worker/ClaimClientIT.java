package io.reelmill.messaging.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelmill.common.message.Claim;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimClientIT {

    private TestingClaimDesk desk;
    private ClaimClient client;
    private Claim.Request question;

    @BeforeEach
    void open() throws IOException {
        desk = new TestingClaimDesk();
        WorkerConfig config = TestingConfig.worker(
                Map.of("reelmill.worker.gateway", desk.address().toString(), "reelmill.worker.claim-timeout", "2s"));
        client = new ClaimClient(config, new Identity("w", "i", "testing", Set.of(), 1, 1));
        question = client.question(TestingWork.item("j", "t", 1));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void the_first_claim_is_granted_and_another_dropped() throws Exception {
        assertThat(client.ask(question)).isInstanceOf(ClaimAnswer.Granted.class);
        assertThat(client.ask(question)).isInstanceOf(ClaimAnswer.Granted.class);
        assertThat(client.ask(client.question(TestingWork.item("j", "t", 1)))).isInstanceOf(ClaimAnswer.Dropped.class);
    }

    @Test
    void a_look_claims_nothing_and_says_when_there_is_nothing_to_claim() throws Exception {
        assertThat(client.look(question)).isInstanceOf(ClaimAnswer.Granted.class);
        assertThat(desk.asked).isEmpty();
        client.ask(client.question(TestingWork.item("j", "t", 1)));

        assertThat(client.look(question)).isInstanceOf(ClaimAnswer.Dropped.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void what_the_gateway_cannot_understand_is_not_asked_again(int status) throws Exception {
        desk.next(TestingClaimDesk.status(status));

        assertThat(client.ask(question))
                .isInstanceOfSatisfying(ClaimAnswer.Refused.class, refused -> assertThat(refused.detail())
                        .contains("status " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 429, 500, 503})
    void what_may_be_another_answer_later_is_asked_again(int status) throws Exception {
        desk.next(TestingClaimDesk.status(status), TestingClaimDesk.status(status));

        assertThatThrownBy(() -> client.ask(question)).isInstanceOf(IOException.class);
        Patience patience = new Patience(Duration.ofMillis(1), () -> false, RandomGenerator.getDefault());
        assertThat(patience.until("claim", () -> client.ask(question))).isInstanceOf(ClaimAnswer.Granted.class);
    }

    @Test
    void what_no_gateway_answers_is_asked_again() throws Exception {
        desk.next(TestingClaimDesk.page());

        assertThatThrownBy(() -> client.ask(question)).isInstanceOf(IOException.class);
        assertThat(client.ask(question)).isInstanceOf(ClaimAnswer.Granted.class);
    }

    @Test
    void an_answer_that_stops_in_its_middle_is_waited_for_no_longer_than_configured() {
        desk.next(TestingClaimDesk.half());
        long start = System.nanoTime();

        assertThatThrownBy(() -> client.ask(question)).isInstanceOf(IOException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
    }
}

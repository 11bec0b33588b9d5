package io.reelmill.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SayingsTest {

    private final Sayings sayings = new Sayings();
    private final List<String> said = new ArrayList<>();
    private boolean deaf;

    private void say(String words) {
        sayings.say(() -> {
            if (deaf) {
                throw new KubernetesClientException("away");
            }
            said.add(words);
        });
    }

    @Test
    void what_can_be_said_is_said_at_once_and_once() {
        say("a");
        sayings.again();

        assertThat(said).containsExactly("a");
    }

    @Test
    void what_cannot_be_said_waits_until_it_can() {
        deaf = true;
        say("a");
        say("b");
        sayings.again();
        assertThat(said).isEmpty();

        deaf = false;
        sayings.again();
        sayings.again();

        assertThat(said).containsExactly("a", "b");
    }
}

package io.reelmill.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void ports_are_outside_the_range_of_outgoing_connections_and_never_given_twice() {
        FreePorts ports = new FreePorts(new Random(1));
        assertThat(java.util.stream.IntStream.range(0, 50).map(i -> ports.next(0)))
                .allMatch(port -> port >= FreePorts.LOWEST && port <= FreePorts.HIGHEST)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_wanted_port_is_given_when_it_is_free() {
        int wanted = new FreePorts(new Random(2)).next(0);
        FreePorts ports = new FreePorts(new Random(3));
        assertThat(ports.next(wanted)).isEqualTo(wanted);
        assertThat(ports.next(wanted)).isNotEqualTo(wanted);
    }

    @Test
    void a_taken_port_is_not_given() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(new FreePorts(new Random(4)).next(taken.getLocalPort())).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void it_gives_up_when_every_candidate_is_taken() {
        RandomGenerator stuck = () -> 0;
        FreePorts ports = new FreePorts(stuck);
        ports.next(0);
        assertThatThrownBy(() -> ports.next(0)).hasMessageContaining("no free port");
    }
}

package io.reelmill.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncerTest {

    /** RFC 1123, as the API server asks of the names of Events. */
    private static final String SUBDOMAIN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*";

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 235, 236, 237, 253})
    void an_event_has_a_name_that_the_api_server_takes(int length) {
        String about = "a".repeat(length);

        assertThat(Announcer.name(about, "one"))
                .matches(SUBDOMAIN)
                .hasSizeLessThanOrEqualTo(253)
                .startsWith(about.substring(0, Math.min(length, 236)) + ".");
    }

    @Test
    void a_name_is_not_cut_behind_what_may_not_be_last() {
        for (String last : new String[] {".", "-", "--"}) {
            String head = "a".repeat(236 - last.length());

            assertThat(Announcer.name(head + last + "b".repeat(17), "one"))
                    .matches(SUBDOMAIN)
                    .startsWith(head + ".");
        }
    }

    @Test
    void two_that_are_cut_alike_differ() {
        String about = "a".repeat(253);

        assertThat(Announcer.name(about, "one")).isNotEqualTo(Announcer.name(about, "two"));
        assertThat(Announcer.name(about, "one")).isEqualTo(Announcer.name(about, "one"));
    }
}

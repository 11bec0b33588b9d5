package io.reelmill.operator.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to change of an unfinished job; what is null stays.
 *
 * @param suspended whether new work is held back
 * @param priority higher first
 * @param deadline a new deadline, empty for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobChange(Boolean suspended, Integer priority, Optional<Instant> deadline) {

    /** Whether nothing is to change. */
    public boolean empty() {
        return suspended == null && priority == null && deadline == null;
    }
}

package io.reelmill.gateway.requests;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is to change of an unfinished job; what is null stays.
 *
 * @param suspended whether new work is held back; what runs is finished
 * @param priority higher first, −100 to 100
 * @param deadline a new deadline; an explicit null in the JSON removes it
 */
@Schema(description = "What is to change of an unfinished job. What is left out stays.")
public record JobPatch(
        @Schema(description = "true holds back new work; what runs is finished") Boolean suspended,
        @Schema(description = "Higher first, from -100 to 100") Integer priority,
        @Schema(description = "A new deadline; null removes it", implementation = Instant.class, nullable = true)
                Optional<Instant> deadline) {}

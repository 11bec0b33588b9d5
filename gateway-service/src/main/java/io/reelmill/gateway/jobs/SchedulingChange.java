package io.reelmill.gateway.jobs;

import java.util.Objects;

/**
 * What somebody asked for late, field by field: what he did not change stays as others have made it meanwhile.
 *
 * @param before what he had asked for at first
 * @param after what he asks for now
 */
public record SchedulingChange(Scheduling before, Scheduling after) {

    /** Applied to what holds now; whether the job is suspended is never touched. */
    Scheduling to(Scheduling now) {
        return new Scheduling(
                now.suspended(),
                before.priority() == after.priority() ? now.priority() : after.priority(),
                Objects.equals(before.deadline(), after.deadline()) ? now.deadline() : after.deadline(),
                Objects.equals(before.notBefore(), after.notBefore()) ? now.notBefore() : after.notBefore());
    }
}

package io.reelmill.operator.jobs;

import io.reelmill.operator.gateway.JobChange;
import io.reelmill.operator.gateway.JobId;
import io.reelmill.operator.gateway.JobOrder;

/** The one thing that is to be done next for a MediaJob. */
sealed interface JobStep {

    /** Nothing; what was seen is reported. */
    record Rest() implements JobStep {}

    /** The job is submitted. */
    record Submit(JobOrder order) implements JobStep {}

    /** The job is changed. */
    record Change(JobId id, JobChange change) implements JobStep {}

    /** Nothing can be done now or ever; what is wrong is reported. */
    record Trouble(Finding finding) implements JobStep {}

    /** The MediaJob has been over for long enough, and is deleted. */
    record Expire() implements JobStep {}
}

package io.reelmill.gateway.store;

import io.reelmill.common.message.Messages;
import io.reelmill.common.plan.JobPlan;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Row of a job's plan; written once. */
@Entity
@Table(name = "job_plan")
class PlanRow {

    @Id
    private String jobId;

    private String plan;

    protected PlanRow() {}

    PlanRow(String jobId, JobPlan plan) {
        this.jobId = jobId;
        this.plan = Messages.write(plan);
    }

    JobPlan read() {
        return Messages.read(plan, JobPlan.class);
    }
}

package io.reelmill.gateway.policy;

import io.reelmill.common.job.Budget;
import io.reelmill.gateway.admission.AdmissionConfig;
import io.reelmill.gateway.jobs.JobMachine;
import io.reelmill.gateway.jobs.OomPolicy;
import io.reelmill.gateway.jobs.RetryPolicy;
import io.reelmill.gateway.jobs.Rules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** Makes the one mind with the rules of this installation. */
class MachineProducer {

    @Produces
    @Singleton
    JobMachine machine(Rules rules) {
        return new JobMachine(rules);
    }

    @Produces
    @Singleton
    Rules rules(RetryConfig retry, OomConfig oom, AdmissionConfig jobs) {
        RetryPolicy retries = new RetryPolicy(
                Map.of(Budget.LOST, retry.lost(), Budget.STALL, retry.stalled(), Budget.ERROR, retry.errors()),
                retry.firstRest(),
                retry.longestRest(),
                retry.jitter(),
                retry.storagePatience());
        return new Rules(retries, new OomPolicy(oom.classes(), oom.restarts()), jobs.time());
    }
}

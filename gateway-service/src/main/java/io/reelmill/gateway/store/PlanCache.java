package io.reelmill.gateway.store;

import io.reelmill.common.plan.JobPlan;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Plans of the jobs decided about lately. A stored plan never changes, so one that was read stays right. */
@ApplicationScoped
class PlanCache {

    private static final int PLANS = 64;

    private final Map<String, JobPlan> plans = new LinkedHashMap<>(PLANS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JobPlan> eldest) {
            return size() > PLANS;
        }
    };

    Uni<JobPlan> load(Mutiny.Session session, JobRow row) {
        if (!row.planned()) {
            return Uni.createFrom().nullItem();
        }
        JobPlan known = get(row.id());
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return session.find(PlanRow.class, row.id()).map(PlanRow::read).invoke(plan -> put(row.id(), plan));
    }

    private synchronized JobPlan get(String jobId) {
        return plans.get(jobId);
    }

    private synchronized void put(String jobId, JobPlan plan) {
        plans.put(jobId, plan);
    }
}

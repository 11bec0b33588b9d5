package io.reelmill.gateway.memory;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.memory.MemoryClasses;
import io.reelmill.common.memory.MemoryModel;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.gateway.jobs.Rules;
import io.reelmill.gateway.logs.LogKeys;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Routes the work of plans as they come in. */
@ApplicationScoped
public class PlanRouter {

    private static final Logger LOG = Logger.getLogger(PlanRouter.class);

    private final Corrections corrections;
    private final ClassThreads threads;
    private final MemoryRouting routing;
    private final Clock clock;

    PlanRouter(Corrections corrections, ClassThreads threads, MemoryConfig config, Rules rules, Clock clock) {
        this.corrections = corrections;
        this.threads = threads;
        this.routing = routing(config, rules.memory().classes());
        this.clock = clock;
    }

    private static MemoryRouting routing(MemoryConfig config, List<WorkQueue> installed) {
        long small = config.small().asLongValue();
        long standard = config.standard().asLongValue();
        long large = config.large().asLongValue();
        WorkQueue largest = installed.get(installed.size() - 1);
        long most = largest == WorkQueue.LARGE ? large : largest == WorkQueue.STANDARD ? standard : small;
        return new MemoryRouting(MemoryModel.measured(), new MemoryClasses(small, standard, most), installed);
    }

    /**
     * The same report with every task of its plan routed; others as they are, and so is one whose plan makes no sense, which
     * is for the rules to refuse. While PostgreSQL cannot be asked, nothing counts as learned.
     */
    public Uni<TaskEvent> routed(TaskEvent report) {
        if (!(report instanceof TaskEvent.JobPlanned planned)) {
            return Uni.createFrom().item(report);
        }
        String jobId = planned.task().jobId();
        return threads.known()
                .flatMap(known -> route(planned.plan(), known))
                .invoke(plan -> tell(jobId, planned.plan(), plan))
                .<TaskEvent>map(
                        plan -> new TaskEvent.JobPlanned(planned.schema(), planned.task(), planned.stats(), plan))
                .onFailure()
                .invoke(failure ->
                        LogKeys.of(jobId).during(() -> LOG.error("The job's plan cannot be routed", failure)))
                .onFailure()
                .recoverWithItem(report);
    }

    private Uni<JobPlan> route(JobPlan plan, Map<WorkQueue, Integer> known) {
        return corrections
                .of(routing.keys(plan, known))
                .onFailure()
                .recoverWithItem(Map.of())
                .map(learned -> routing.route(plan, new MemoryRouting.Known(known, learned, clock.instant())));
    }

    private static void tell(String jobId, JobPlan before, JobPlan after) {
        LogKeys.of(jobId).during(() -> after.warnings().stream()
                .filter(warning -> !before.warnings().contains(warning))
                .forEach(LOG::warn));
    }
}

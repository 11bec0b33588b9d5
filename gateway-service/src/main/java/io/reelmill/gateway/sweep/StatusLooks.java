package io.reelmill.gateway.sweep;

import io.reelmill.gateway.jobs.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Looks at a job in the background when somebody asks how it is: whoever waits for a job is the first to notice that it
 * stands still. Each job only so often, and few at once.
 */
@ApplicationScoped
public class StatusLooks {

    private static final Logger LOG = Logger.getLogger(StatusLooks.class);
    private static final int REMEMBERED = 10_000;
    private static final int AT_ONCE = 4;

    private final JobSweep sweep;
    private final SweepConfig config;
    private final Clock clock;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    /** When each job was looked at last; the least recent are forgotten. */
    private final Map<String, Instant> looks = new LinkedHashMap<>();

    StatusLooks(JobSweep sweep, SweepConfig config, Clock clock) {
        this.sweep = sweep;
        this.config = config;
        this.clock = clock;
    }

    /** Returns at once. */
    public void asked(Job job) {
        if (job.status().terminal() || !due(job.id(), clock.instant()) || !begin(job.id())) {
            return;
        }
        sweep.look(job.id())
                .onTermination()
                .invoke(() -> running.remove(job.id()))
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("Job %s could not be looked at: %s", job.id(), failure));
    }

    /** A look may last longer than the time between two. */
    private synchronized boolean begin(String jobId) {
        return running.size() < AT_ONCE && running.add(jobId);
    }

    private synchronized boolean due(String jobId, Instant now) {
        Instant last = looks.get(jobId);
        if (last != null && last.plus(config.statusInterval()).isAfter(now)) {
            return false;
        }
        looks.remove(jobId);
        looks.put(jobId, now);
        if (looks.size() > REMEMBERED) {
            looks.remove(looks.keySet().iterator().next());
        }
        return true;
    }
}

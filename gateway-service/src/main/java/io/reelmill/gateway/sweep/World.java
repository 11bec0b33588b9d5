package io.reelmill.gateway.sweep;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.TaskState;
import io.reelmill.gateway.workers.LiveWorkers;
import io.reelmill.messaging.kafka.QueueBacklog;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StoredObject;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** Asks Kafka, Redis, the outbox and storage. A server that does not answer is told as such, not as a failure. */
@ApplicationScoped
class World {

    private static final Logger LOG = Logger.getLogger(World.class);
    private static final String UNSENT = "SELECT key, min(created_at) AS since FROM outbox GROUP BY key";

    private static final String UNFINISHED = "SELECT id FROM job WHERE ended_at IS NULL ORDER BY id";

    /** Much less than a record may be on its way before anything is concluded from it. */
    private static final Duration RECENT = Duration.ofSeconds(1);

    private final Pool database;
    private final LiveWorkers workers;
    private final QueueBacklog backlog;
    private final ObjectStore store;
    private final Uni<Surroundings> recent;

    World(Pool database, LiveWorkers workers, QueueBacklog backlog, ObjectStore store) {
        this.database = database;
        this.workers = workers;
        this.backlog = backlog;
        this.store = store;
        this.recent = Uni.createFrom().deferred(this::look).memoize().forFixedDuration(RECENT);
    }

    /** As {@link #look}, or what was seen within the last second: for many looks at one job each. */
    Uni<Surroundings> recent() {
        return recent;
    }

    /** The outbox is read first: a record that has left it by then is seen in its queue. */
    Uni<Surroundings> look() {
        return unsent().flatMap(unsent -> Uni.combine()
                .all()
                .unis(unread(), known(workers.all(), "Redis"))
                .with((unread, all) -> new Surroundings(unread, unsent, all)));
    }

    /** Ids of the jobs that have not ended. */
    Uni<List<String>> unfinished() {
        return database.query(UNFINISHED).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString("id"))
                .toList());
    }

    /** Objects of the job's finished encodes; not asked where there is none. */
    Uni<Surroundings.Stored> stored(Job job) {
        boolean encoded =
                job.status() == JobStatus.ENCODING && job.encodes().anyMatch(task -> task.state() == TaskState.DONE);
        if (!encoded) {
            return Uni.createFrom().item(new Surroundings.Stored(Optional.empty()));
        }
        Uni<Set<String>> keys = Uni.createFrom()
                .item(() -> store.list(ObjectKeys.encodes(job.id())).stream()
                        .map(StoredObject::key)
                        .collect(Collectors.toSet()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        return known(keys, "storage").map(Surroundings.Stored::new);
    }

    private Uni<Optional<Map<WorkQueue, Long>>> unread() {
        Uni<Map<WorkQueue, Long>> counts =
                Uni.createFrom().item(backlog::unread).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        return known(counts, "Kafka");
    }

    private Uni<Map<String, Instant>> unsent() {
        return database.query(UNSENT).execute().map(rows -> {
            Map<String, Instant> unsent = new HashMap<>();
            rows.forEach(row -> unsent.put(
                    row.getString("key"), row.getOffsetDateTime("since").toInstant()));
            return unsent;
        });
    }

    private static <T> Uni<Optional<T>> known(Uni<T> answer, String who) {
        return answer.map(Optional::of)
                .onFailure()
                .invoke(failure -> LOG.debugf("%s could not be asked: %s", who, failure))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }
}

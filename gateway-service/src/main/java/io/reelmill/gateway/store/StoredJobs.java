package io.reelmill.gateway.store;

import io.reelmill.gateway.jobs.Attempt;
import io.reelmill.gateway.jobs.Decision;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.JobEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.LockMode;

/** The jobs in PostgreSQL. */
@ApplicationScoped
class StoredJobs implements JobService {

    private final Transactions transactions;
    private final JobStore store;
    private final JobHandler handler;
    private final JobCreation creation;
    private final JobListing listing;

    StoredJobs(
            Transactions transactions, JobStore store, JobHandler handler, JobCreation creation, JobListing listing) {
        this.transactions = transactions;
        this.store = store;
        this.handler = handler;
        this.creation = creation;
        this.listing = listing;
    }

    @Override
    public Uni<CreatedJob> create(NewJob request) {
        return creation.create(request);
    }

    @Override
    public Uni<Optional<Job>> ofRequest(NewJob.Idempotency idempotency) {
        return creation.ofRequest(idempotency);
    }

    @Override
    public Uni<Decision> handle(String jobId, JobEvent event) {
        return handler.handle(jobId, event);
    }

    @Override
    public Uni<Optional<Job>> find(String jobId) {
        return transactions.run(session -> store.load(session, jobId, LockMode.NONE)
                .map(loaded -> Optional.ofNullable(loaded).map(JobStore.Loaded::job)));
    }

    @Override
    public Uni<JobPage> list(JobFilter filter, String cursor, int limit) {
        return transactions.run(session -> listing.list(session, filter, cursor, limit));
    }

    @Override
    public Uni<List<Attempt>> attempts(String jobId) {
        return transactions.run(session -> session.createSelectionQuery(
                        "from AttemptRow where jobId = :job order by claimedAt, taskId, number", AttemptRow.class)
                .setParameter("job", jobId)
                .getResultList()
                .map(rows -> rows.stream().map(AttemptRow::read).toList()));
    }

    @Override
    public Uni<AttemptDigest> digest(String jobId, int latest) {
        return transactions.run(session -> AttemptDigests.read(session, jobId, latest));
    }

    @Override
    public Uni<Long> unfinishedCount() {
        return transactions.run(
                session -> session.createSelectionQuery("select count(*) from JobRow where endedAt is null", Long.class)
                        .getSingleResult());
    }

    @Override
    public Uni<Boolean> delete(String jobId) {
        return transactions.run(
                session -> session.createMutationQuery("delete from JobRow where id = :id and endedAt is not null")
                        .setParameter("id", jobId)
                        .executeUpdate()
                        .map(rows -> rows > 0));
    }
}

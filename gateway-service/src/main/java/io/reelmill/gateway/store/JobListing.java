package io.reelmill.gateway.store;

import io.reelmill.common.message.Messages;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.logs.LogKeys;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Pages through jobs, newest first; the cursor is the last id of the page before. */
@ApplicationScoped
class JobListing {

    private static final Logger LOG = Logger.getLogger(JobListing.class);

    Uni<JobPage> list(Mutiny.Session session, JobFilter filter, String cursor, int limit) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        String sql = "select * from job where " + conditions(filter, cursor, parameters) + " order by id desc";
        Mutiny.SelectionQuery<JobRow> query = session.createNativeQuery(sql, JobRow.class);
        parameters.forEach(query::setParameter);
        return query.setMaxResults(limit + 1).getResultList().flatMap(rows -> page(session, rows, limit));
    }

    private static String conditions(JobFilter filter, String cursor, Map<String, Object> parameters) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        if (!filter.states().isEmpty()) {
            // Names of an enum: nothing a caller wrote.
            conditions.add(filter.states().stream()
                    .map(state -> "'" + state.name() + "'")
                    .collect(Collectors.joining(",", "state in (", ")")));
        }
        if (!filter.labels().isEmpty()) {
            // Through text: the driver would make a JSON string of a parameter of type jsonb.
            conditions.add("cast(labels as jsonb) @> cast(cast(:labels as text) as jsonb)");
            parameters.put("labels", Messages.write(filter.labels()));
        }
        add(conditions, parameters, "created_at < :created", "created", filter.createdBefore());
        add(conditions, parameters, "ended_at < :ended", "ended", filter.endedBefore());
        add(conditions, parameters, "id < :cursor", "cursor", cursor);
        return String.join(" and ", conditions);
    }

    private static void add(
            List<String> conditions, Map<String, Object> parameters, String condition, String name, Object value) {
        if (value != null) {
            conditions.add(condition);
            parameters.put(name, value);
        }
    }

    private static Uni<JobPage> page(Mutiny.Session session, List<JobRow> rows, int limit) {
        List<JobRow> shown = rows.subList(0, Math.min(limit, rows.size()));
        String next = rows.size() > limit ? shown.get(limit - 1).id() : null;
        return session.createSelectionQuery("from TaskRow where jobId in :jobs order by position", TaskRow.class)
                .setParameter("jobs", shown.stream().map(JobRow::id).toList())
                .getResultList()
                .map(tasks -> new JobPage(jobs(shown, tasks), next));
    }

    private static List<Job> jobs(List<JobRow> rows, List<TaskRow> tasks) {
        Map<String, List<TaskRow>> byJob = tasks.stream().collect(Collectors.groupingBy(TaskRow::jobId));
        return rows.stream()
                .flatMap(row -> read(row, byJob.getOrDefault(row.id(), List.of())).stream())
                .toList();
    }

    /** One that cannot be read hides none of the others. */
    private static Optional<Job> read(JobRow row, List<TaskRow> tasks) {
        try {
            return Optional.of(row.read(null, tasks));
        } catch (RuntimeException e) {
            LogKeys.of(row.id()).during(() -> LOG.warnf("A job cannot be read and is not listed: %s", e));
            return Optional.empty();
        }
    }
}

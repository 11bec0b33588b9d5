package io.reelmill.gateway.memory;

import io.reelmill.common.memory.MemoryCorrections;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What was learned, in PostgreSQL; shared by all replicas. */
@ApplicationScoped
class Corrections {

    private static final String FIND =
            "SELECT key, upper_bytes, lower_bytes, samples, updated_at FROM memory_correction WHERE key = ANY($1)";

    private static final String BEGIN =
            """
            INSERT INTO memory_correction (key, upper_bytes, lower_bytes, samples, updated_at) VALUES ($1, 0, 0, 0, 'epoch')
            ON CONFLICT (key) DO NOTHING""";

    private static final String LOCK =
            """
            SELECT key, upper_bytes, lower_bytes, samples, updated_at FROM memory_correction WHERE key = $1 FOR UPDATE""";

    private static final String WRITE =
            "UPDATE memory_correction SET upper_bytes = $2, lower_bytes = $3, samples = $4, updated_at = $5 WHERE key = $1";

    private final Pool database;

    Corrections(Pool database) {
        this.database = database;
    }

    /** What is known, by key. */
    Uni<Map<String, MemoryCorrections>> of(Collection<String> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return database.preparedQuery(FIND)
                .execute(Tuple.of(keys.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, MemoryCorrections> known = new HashMap<>();
                    rows.forEach(row -> known.put(row.getString("key"), read(row)));
                    return known;
                });
    }

    /** Adds a lesson; those of several replicas come one after the other. */
    Uni<Void> learn(String key, UnaryOperator<MemoryCorrections> lesson) {
        return database.withTransaction(connection -> connection
                .preparedQuery(BEGIN)
                .execute(Tuple.of(key))
                .flatMap(ignored -> connection.preparedQuery(LOCK).execute(Tuple.of(key)))
                .map(rows -> lesson.apply(read(rows.iterator().next())))
                .flatMap(learned -> write(connection, learned)));
    }

    private static Uni<Void> write(SqlConnection connection, MemoryCorrections learned) {
        return connection
                .preparedQuery(WRITE)
                .execute(Tuple.of(
                        learned.key(),
                        learned.upperBytes(),
                        learned.lowerBytes(),
                        learned.samples(),
                        learned.updatedAt().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static MemoryCorrections read(Row row) {
        return new MemoryCorrections(
                row.getString("key"),
                row.getLong("upper_bytes"),
                row.getLong("lower_bytes"),
                row.getInteger("samples"),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}

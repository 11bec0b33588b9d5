package io.reelmill.gateway.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The dead letters of this installation. Those of tasks are written with the decision that failed their job, and go with
 * the job's record. Fails with {@link StoreUnavailableException} while PostgreSQL cannot be reached.
 */
@ApplicationScoped
public class DeadLetterStore {

    private static final String KEEP =
            """
            insert into dead_letter (id, kind, detail, topic, key, payload, position, created_at)
            values (:id, 'MESSAGE', :detail, :topic, :key, :payload, :position, :at)
            on conflict (position) do nothing""";

    private final Transactions transactions;

    DeadLetterStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** A page of letters. */
    public record Page(List<DeadLetter> letters, String nextCursor) {
        public Page {
            letters = List.copyOf(letters);
        }
    }

    /**
     * A message as it was found.
     *
     * @param topic where it was read
     * @param key may be null
     * @param value may be null
     * @param cause why nobody could use it
     * @param position names this record among all of all topics
     */
    public record Buried(String topic, String key, String value, String cause, String position) {}

    /** Keeps a message; one that is kept already stays as it is. */
    public Uni<Void> keep(Buried message, Instant at) {
        byte[] payload = message.value() == null ? null : message.value().getBytes(StandardCharsets.UTF_8);
        return transactions.run(session -> session.createNativeQuery(KEEP)
                .setParameter("id", JobIds.next())
                .setParameter("detail", printable(message.cause()))
                .setParameter("topic", message.topic())
                .setParameter("key", printable(message.key()))
                .setParameter("payload", payload)
                .setParameter("position", message.position())
                .setParameter("at", at)
                .executeUpdate()
                .replaceWithVoid());
    }

    /** PostgreSQL keeps every character in a text but this one. */
    private static String printable(String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }

    /**
     * Letters, newest first.
     *
     * @param cursor from the page before, null for the first page
     * @param limit at most so many, from 1
     */
    public Uni<Page> list(String cursor, int limit) {
        String before = cursor == null ? "" : "where id < :cursor ";
        return transactions.run(session -> {
            Mutiny.SelectionQuery<DeadLetterRow> query = session.createSelectionQuery(
                    "from DeadLetterRow " + before + "order by id desc", DeadLetterRow.class);
            if (cursor != null) {
                query.setParameter("cursor", cursor);
            }
            return query.setMaxResults(limit + 1).getResultList().map(rows -> page(rows, limit));
        });
    }

    private static Page page(List<DeadLetterRow> rows, int limit) {
        List<DeadLetterRow> shown = rows.subList(0, Math.min(limit, rows.size()));
        String next = rows.size() > limit ? shown.get(limit - 1).id() : null;
        return new Page(shown.stream().map(DeadLetterRow::read).toList(), next);
    }

    /** One letter. */
    public Uni<Optional<DeadLetter>> find(String id) {
        if (!JobIds.isId(id)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return transactions.run(session -> session.find(DeadLetterRow.class, id)
                .map(row -> Optional.ofNullable(row).map(DeadLetterRow::read)));
    }

    /** Publishes a message as it was found, and forgets the letter, both or neither; false when there is no such letter. */
    public Uni<Boolean> publishAgain(DeadLetter letter) {
        return transactions.run(session -> remove(session, letter.id())
                .call(there -> there
                        ? session.persist(new OutboxRow(letter.topic(), letter.key(), letter.payload()))
                        : Uni.createFrom().voidItem()));
    }

    /** Forgets a letter; false when there is no such letter. */
    public Uni<Boolean> discard(String id) {
        if (!JobIds.isId(id)) {
            return Uni.createFrom().item(false);
        }
        return transactions.run(session -> remove(session, id));
    }

    /** Forgets messages that were given up before a time; returns how many. */
    public Uni<Integer> discardMessagesBefore(Instant time) {
        return transactions.run(session -> session.createMutationQuery(
                        "delete from DeadLetterRow where kind = MESSAGE and createdAt < :time")
                .setParameter("time", time)
                .executeUpdate());
    }

    private static Uni<Boolean> remove(Mutiny.Session session, String id) {
        return session.createMutationQuery("delete from DeadLetterRow where id = :id")
                .setParameter("id", id)
                .executeUpdate()
                .map(rows -> rows > 0);
    }
}

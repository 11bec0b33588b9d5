package io.reelmill.e2e.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.e2e.Api;
import io.reelmill.e2e.Jobs;
import io.reelmill.media.Decoded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What has become of all jobs. */
final class Verdict {

    private static final Set<String> TERMINAL = Set.of("COMPLETED", "FAILED", "CANCELLED");

    /** Something that happened to a process, and when. */
    record Event(Instant at, String target, String what) {
        boolean deadly() {
            return !what.startsWith("freeze");
        }
    }

    private final Api api;
    private final Jobs jobs;
    private final List<Event> events;
    private final Path directory;
    private final List<String> lost = new ArrayList<>();
    private final List<String> duplicated = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<Long> noticed = new ArrayList<>();
    private final List<Long> recoveries = new ArrayList<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private long wasted;
    private long worked;
    private int completed;
    private int cancelled;
    private int unanswered;

    Verdict(Api api, List<Event> events, Path directory) {
        this.api = api;
        this.jobs = new Jobs(api);
        this.events = events;
        this.directory = directory;
    }

    /** Looks at every job that there is. */
    void judge(Orders orders) {
        Set<String> known = new HashSet<>();
        for (JsonNode job : api.jobs()) {
            String id = job.get("id").asText();
            known.add(id);
            String state = job.get("state").asText();
            if (state.equals("CANCELLED") && orders.cancelled(id)) {
                cancelled++;
            } else {
                judge(id, state, orders.clip(id));
            }
        }
        for (String id : orders.jobs()) {
            if (!known.contains(id)) {
                lost.add(id + " is not known any more");
            }
        }
    }

    private void judge(String id, String state, Load.Clip clip) {
        if (!TERMINAL.contains(state)) {
            lost.add(id + " is " + state);
            return;
        }
        if (state.equals("COMPLETED")) {
            completed++;
            attempts(id);
            if (clip != null) {
                decode(id, clip);
            } else {
                unanswered++;
            }
        } else if (clip != null) {
            wrong.add(jobs.evidence(id));
        } else if (!api.job(id).at("/failure/code").asText().startsWith("UPLOAD_")) {
            wrong.add(jobs.evidence(id));
        } else {
            unanswered++;
        }
    }

    private void decode(String id, Load.Clip clip) {
        try {
            Path output = jobs.output(id, api.job(id).at("/outputs/0/name").asText(), directory);
            if (!Decoded.of(output).numbers().equals(Decoded.range(clip.frames()))) {
                wrong.add(id + ": other frames than the source");
            }
            Files.delete(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            wrong.add(id + ": " + e.getMessage());
        }
    }

    private void attempts(String id) {
        for (JsonNode task : api.tasks(id).get("items")) {
            int succeeded = 0;
            JsonNode before = null;
            for (JsonNode attempt : task.get("attempts")) {
                String outcome = attempt.path("outcome").asText("none");
                outcomes.merge(outcome, 1, Integer::sum);
                long millis = Duration.between(at(attempt, "claimedAt"), at(attempt, "endedAt"))
                        .toMillis();
                worked += millis;
                if (outcome.equals("SUCCEEDED")) {
                    succeeded++;
                } else {
                    wasted += millis;
                }
                if (before != null) {
                    recovery(before, attempt);
                }
                before = attempt;
            }
            if (succeeded != 1 && !task.get("state").asText().equals("SPLIT")) {
                duplicated.add("%s: %d attempts of %s succeeded\n%s"
                        .formatted(id, succeeded, task.get("id").asText(), task.toPrettyString()));
            }
        }
    }

    /** From what hit the worker to the claim of the next attempt; a death counts before what may have been survived. */
    private void recovery(JsonNode before, JsonNode next) {
        Instant begun = at(before, "claimedAt");
        Instant ended = at(before, "endedAt");
        String worker = before.path("worker").asText();
        List<Event> hits = events.stream()
                .filter(event -> event.target().equals(worker)
                        && !event.at().isBefore(begun)
                        && !event.at().isAfter(ended))
                .toList();
        Stream.concat(hits.stream().filter(Event::deadly), hits.stream())
                .findFirst()
                .ifPresent(event -> {
                    noticed.add(Duration.between(event.at(), ended).toMillis());
                    recoveries.add(
                            Duration.between(event.at(), at(next, "claimedAt")).toMillis());
                });
    }

    private static Instant at(JsonNode attempt, String field) {
        return Instant.parse(attempt.get(field).asText());
    }

    boolean clean() {
        return lost.isEmpty() && duplicated.isEmpty() && wrong.isEmpty();
    }

    /** For people. */
    String text() {
        Collections.sort(noticed);
        Collections.sort(recoveries);
        StringBuilder text = new StringBuilder();
        lost.forEach(line -> text.append("LOST       ").append(line).append('\n'));
        duplicated.forEach(line -> text.append("DUPLICATED ").append(line).append('\n'));
        wrong.forEach(line -> text.append("WRONG      ").append(line).append('\n'));
        text.append(
                "jobs       %d completed, %d cancelled; of them and of uploads that broke off, %d without an answer%n"
                        .formatted(completed, cancelled, unanswered));
        text.append("lost %d, duplicated %d, wrong %d%n".formatted(lost.size(), duplicated.size(), wrong.size()));
        text.append("attempts   %s%n".formatted(outcomes));
        text.append("noticed    %s%n".formatted(percentiles(noticed)));
        text.append("recovery   %s of %d interrupted attempts%n".formatted(percentiles(recoveries), recoveries.size()));
        text.append("redone     %.1f %% of the time of all attempts%n".formatted(100.0 * wasted / Math.max(1, worked)));
        return text.toString();
    }

    private static String percentiles(List<Long> millis) {
        return "p50 %.1f s, p99 %.1f s, longest %.1f s"
                .formatted(percentile(millis, 50), percentile(millis, 99), percentile(millis, 100));
    }

    private static double percentile(List<Long> millis, int percent) {
        return millis.isEmpty() ? 0 : millis.get((millis.size() - 1) * percent / 100) / 1000.0;
    }
}

package io.reelmill.merge;

import io.reelmill.common.job.TaskKind;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.common.plan.TaskSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the workers found broken in the source, however they read it: sentences for people. Pure. */
final class SourceDamage {

    /** Places that are named; more of them are only counted. */
    private static final int NAMED = 5;

    private final TaskWork.Merge work;
    private final Map<String, TaskOutput> outputs = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private SourceDamage(TaskWork.Merge work) {
        this.work = work;
        work.encodes().forEach(output -> outputs.put(output.taskId(), output));
    }

    static List<String> warnings(TaskWork.Merge work) {
        SourceDamage damage = new SourceDamage(work);
        damage.picture();
        work.plan().renditions().forEach(rendition -> damage.missing(rendition.name()));
        damage.sound();
        return damage.warnings;
    }

    /** Renditions read the same source: its damage is told once. */
    private void picture() {
        Map<Integer, Long> complaints = new TreeMap<>();
        for (TaskSpec task : tasks(TaskKind.CHUNK)) {
            complaints.merge(task.chunk(), outputs.get(task.id()).decodeErrors(), Math::max);
        }
        complaints.values().removeIf(count -> count == 0);
        List<Chunk> chunks =
                complaints.keySet().stream().map(work.plan().chunks()::get).toList();
        if (!chunks.isEmpty()) {
            warnings.add(("The source's picture is damaged in %d of %d chunks (%s): the decoder complained %d times,"
                            + " even when it read from the start. Those pictures may show it.")
                    .formatted(
                            chunks.size(),
                            work.plan().chunks().size(),
                            places(chunks),
                            complaints.values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum()));
        }
    }

    private void missing(String rendition) {
        List<Chunk> chunks = new ArrayList<>();
        long encoded = 0;
        for (TaskSpec task : tasks(TaskKind.CHUNK)) {
            if (rendition.equals(task.rendition())) {
                long frames = outputs.get(task.id()).frames();
                encoded += frames;
                if (frames < range(task).frames()) {
                    chunks.add(range(task));
                }
            }
        }
        if (!chunks.isEmpty()) {
            long planned =
                    work.plan().chunks().stream().mapToLong(Chunk::frames).sum();
            warnings.add("The rendition %s shows %d of %d frames: the source does not decode to more in chunk %s."
                    .formatted(rendition, encoded, planned, places(chunks)));
        }
    }

    private void sound() {
        Map<Integer, Long> complaints = new TreeMap<>();
        for (TaskSpec task : tasks(TaskKind.AUDIO)) {
            complaints.merge(task.audio(), outputs.get(task.id()).decodeErrors(), Math::max);
        }
        complaints.values().removeIf(count -> count == 0);
        complaints.forEach((track, count) ->
                warnings.add("The source's sound in stream %d is damaged: the decoder complained %d times."
                        .formatted(work.plan().facts().audio().get(track).index(), count)));
    }

    private List<TaskSpec> tasks(TaskKind kind) {
        return work.plan().tasks().stream()
                .filter(task -> task.kind() == kind && outputs.containsKey(task.id()))
                .toList();
    }

    private Chunk range(TaskSpec task) {
        return work.plan().range(task);
    }

    private static String places(List<Chunk> chunks) {
        String named = chunks.stream()
                .sorted(Comparator.comparingLong(Chunk::firstFrame))
                .limit(NAMED)
                .map(c -> "%d, frames %d–%d".formatted(c.index(), c.firstFrame(), c.firstFrame() + c.frames() - 1))
                .collect(Collectors.joining("; "));
        return chunks.size() > NAMED ? named + " and " + (chunks.size() - NAMED) + " more" : named;
    }
}

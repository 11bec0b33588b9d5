package io.reelmill.e2e.kill;

import io.reelmill.stack.server.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Every fault at every stage: one row, one case. */
final class Matrix {

    /**
     * A case.
     *
     * @param stage where the job is
     * @param fault what happens to it
     */
    record Row(Stage stage, Fault fault) {
        @Override
        public String toString() {
            return stage.name().toLowerCase() + ": " + fault.what();
        }
    }

    /** The most telling cells, for every build; other tests of every build kill the only gateway and a merge. */
    private static final Set<String> SELECTED = Set.of(
            "planning: kill chunker",
            "encoding: kill gateway",
            "encoding: freeze transcode for 25 s",
            "merging: freeze merge for 25 s",
            "encoding: half-open from transcode-1 to kafka for 30 s",
            "encoding: stop kafka for 30 s",
            "encoding: stop postgres for 30 s",
            "encoding: stop s3 for 30 s");

    private Matrix() {}

    /** Those that every build runs. */
    static List<Row> selected() {
        List<Row> rows =
                all().stream().filter(row -> SELECTED.contains(row.toString())).toList();
        if (rows.size() != SELECTED.size()) {
            throw new IllegalStateException("the selection names rows that there are not");
        }
        return rows;
    }

    static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        for (String service : List.of("gateway", "chunker", "transcode", "merge")) {
            for (Stage stage : Stage.values()) {
                rows.add(new Row(stage, Fault.kill(service)));
                rows.add(new Row(stage, Fault.end(service)));
                rows.add(new Row(stage, Fault.freeze(service)));
            }
        }
        rows.add(new Row(Stage.ENCODING, Oddities.flush()));
        for (Server server : Server.values()) {
            rows.add(new Row(Stage.ENCODING, Fault.restart(server)));
            for (Stage stage : List.of(Stage.PLANNING, Stage.ENCODING, Stage.PUBLISHING)) {
                rows.add(new Row(stage, Fault.stop(server)));
            }
        }
        for (String target : List.of("kafka", "redis", "s3", "gateway")) {
            links(rows, Stage.ENCODING, "all", target);
            links(rows, Stage.PLANNING, "chunker", target);
            links(rows, Stage.ENCODING, "transcode-1", target);
            links(rows, Stage.PUBLISHING, "merge", target);
        }
        for (String target : List.of("kafka", "redis", "s3", "postgres")) {
            links(rows, Stage.ENCODING, "gateway", target);
        }
        rows.add(new Row(Stage.ENCODING, Oddities.stalledEncoder()));
        rows.add(new Row(Stage.ENCODING, Oddities.cutChunk()));
        rows.add(new Row(Stage.ENCODING, Oddities.repeatedMessages()));
        rows.add(new Row(Stage.ENCODING, Oddities.fullDisk()));
        return rows;
    }

    private static void links(List<Row> rows, Stage stage, String service, String target) {
        rows.add(new Row(stage, Fault.slow(service, target)));
        rows.add(new Row(stage, Fault.cut(service, target)));
        rows.add(new Row(stage, Fault.halfOpen(service, target)));
    }
}

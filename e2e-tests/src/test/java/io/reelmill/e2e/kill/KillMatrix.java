package io.reelmill.e2e.kill;

import io.reelmill.e2e.rig.Rig;
import io.reelmill.stack.server.Server;
import io.reelmill.stack.server.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** {@code bench/kill-matrix}: runs the rows whose names match, and writes what was measured. */
public final class KillMatrix {

    private static final Rig.Size SIZE = new Rig.Size(2, 1);
    private static final Duration LAST_UPLOADS = Duration.ofMinutes(8);
    private static final int ABSENT_SECONDS = 15;

    private final Path services;
    private final Path home;
    private final ResultTable table;
    private final Path clip;
    private boolean failed;

    private KillMatrix(Path services, Path home, ResultTable table) {
        this.services = services;
        this.home = home;
        this.table = table;
        this.clip = Clip.write(home.resolve("clip.mp4"));
    }

    /**
     * @param arguments directory of the built services, working directory, file of the results, pattern that names of rows
     *     have to match somewhere
     */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[1]);
        KillMatrix matrix =
                new KillMatrix(Path.of(arguments[0]), home, new ResultTable(Path.of(arguments[2]), names()));
        Pattern names = Pattern.compile(arguments[3]);
        matrix.rows(Matrix.all().stream()
                .filter(row -> names.matcher(row.toString()).find())
                .toList());
        for (Server server : Server.values()) {
            if (names.matcher(absent(server)).find()) {
                matrix.start(server);
            }
        }
        if (!matrix.failed) {
            Trees.delete(home);
        }
        System.exit(matrix.failed ? 1 : 0);
    }

    private static List<String> names() {
        return Stream.concat(
                        Matrix.all().stream().map(Matrix.Row::toString),
                        Stream.of(Server.values()).map(KillMatrix::absent))
                .toList();
    }

    private void rows(List<Matrix.Row> rows) throws Exception {
        if (rows.isEmpty()) {
            return;
        }
        Path stack = home.resolve("stack");
        try (Rig rig = new Rig(stack, services, SIZE, Map.of());
                SmallDisk disk = SmallDisk.at(rig.home().scratch())) {
            rig.start(Set.of());
            Trial trial = new Trial(rig, clip, Clip.FRAMES, home);
            for (Matrix.Row row : rows) {
                if (row.fault().what().contains("scratch disk") && !disk.isThere()) {
                    table.skipped(row.toString(), "no disk can be mounted here");
                } else {
                    run(row.toString(), () -> trial.run(row));
                }
            }
            Awaitility.await("every job has ended, uploads that were cut off as well")
                    .atMost(LAST_UPLOADS)
                    .ignoreExceptions()
                    .until(() -> new Scene(rig, clip).unfinished() == 0);
            System.out.printf(
                    "%tT  every job has ended, uploads that were cut off as well%n", System.currentTimeMillis());
        }
    }

    private static String absent(Server server) {
        return "start: %s absent for %d s".formatted(server.id(), ABSENT_SECONDS);
    }

    private void start(Server server) throws IOException {
        Path stack = home.resolve("stack-without-" + server.id());
        try (Rig rig = new Rig(stack, services, SIZE, Map.of())) {
            run(absent(server), () -> {
                rig.start(EnumSet.of(server));
                TimeUnit.SECONDS.sleep(ABSENT_SECONDS);
                rig.start(server);
                return new Trial(rig, clip, Clip.FRAMES, home)
                        .run(new Matrix.Row(
                                Stage.ENCODING,
                                new Fault("nothing", (scene, stage) -> {}, Set.of(), Budgets.afterOutage())));
            });
        }
        Trees.delete(stack);
    }

    /** A case. */
    private interface Case {
        Trial.Measured run() throws Exception;
    }

    private void run(String name, Case one) {
        System.out.printf("%tT  %s%n", System.currentTimeMillis(), name);
        try {
            Trial.Measured measured = one.run();
            table.passed(name, measured);
            System.out.printf("%tT      %s%n", System.currentTimeMillis(), measured);
        } catch (Exception | AssertionError e) {
            failed = true;
            table.failed(name, e);
            System.out.printf("%tT      FAILED %s%n", System.currentTimeMillis(), e);
        }
    }
}

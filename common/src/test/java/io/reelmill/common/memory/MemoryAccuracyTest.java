package io.reelmill.common.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What predictions are worth: each measured point against the table that is fitted without it. */
class MemoryAccuracyTest {

    private static final Path TABLE = Path.of("src/main/resources/io/reelmill/common/memory/memory-table.csv");
    private static final String HEADER =
            """
            # Lines of peak memory in MiB over megapixels, fitted to bench/memory-results.csv; see MemoryModel and docs/memory.md.
            # Write it anew with -Dreelmill.memory.write=true on MemoryAccuracyTest.
            what,threads,base,slope,points
            """;
    private static final double WITHIN = 0.10;
    private static final double SHARE = 0.90;
    private static final double MIB = 1 << 20;

    private record Miss(Measured point, double error) {}

    @Test
    void nine_of_ten_measured_peaks_are_within_ten_percent_of_what_the_others_predict() {
        List<Measured> all = Measured.all();
        List<Miss> misses = new ArrayList<>();
        for (Measured point : all) {
            List<Measured> others = all.stream().filter(other -> other != point).toList();
            double predicted = MemoryFit.model(others).predict(point.work()).bytes() / MIB;
            misses.add(new Miss(point, predicted / point.mib() - 1));
        }
        double within =
                misses.stream().filter(m -> Math.abs(m.error()) <= WITHIN).count() / (double) all.size();
        System.out.printf(
                Locale.ROOT,
                "Leave one out: %.1f %% of %d peaks are within %.0f %%; the worst:%n",
                within * 100,
                all.size(),
                WITHIN * 100);
        misses.stream()
                .sorted(Comparator.comparingDouble((Miss m) -> -Math.abs(m.error())))
                .limit(20)
                .forEach(m -> System.out.printf(
                        Locale.ROOT,
                        "  %+.1f %%  %s%n",
                        m.error() * 100,
                        m.point().work().key()));

        assertThat(within).isGreaterThanOrEqualTo(SHARE);
    }

    @Test
    void the_table_is_what_the_measurements_say() throws IOException {
        String expected = HEADER + String.join("\n", withConstants()) + "\n";
        if (Boolean.getBoolean("reelmill.memory.write")) {
            Files.writeString(TABLE, expected);
        }

        assertThat(Files.readString(TABLE)).isEqualTo(expected);
    }

    private static List<String> withConstants() throws IOException {
        Stream<String> constants;
        try (Stream<String> lines = Files.lines(Path.of("../bench/memory-others.csv"))) {
            constants = lines.filter(line -> !line.startsWith("#")).toList().stream();
        }
        return Stream.concat(constants, MemoryFit.lines(Measured.all()).stream())
                .toList();
    }
}

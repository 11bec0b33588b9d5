package io.reelmill.chunker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reelmill.common.plan.JobPlan;
import io.reelmill.media.Decoded;
import io.reelmill.media.TestClips;
import io.reelmill.media.TestingTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings that begin in the middle of a GOP: sound stays where it was beside the pictures that are left. */
class BrokenStartIT {

    private static final int PACKET = 188;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-c:v libx265 -preset ultrafast -x265-params keyint=50:log-level=none",
                "-c:v libx264 -preset ultrafast -bf 2 -g 50",
                "-c:v mpeg2video -bf 2 -g 12"
            })
    void soundKeepsItsDistance(String codec) throws Exception {
        Path whole = TestClips.clip()
                .frames(200)
                .codec(codec.split(" "))
                .audio("eng")
                .audioCodec("-c:a", "mp2")
                .write(directory.resolve("whole.ts"));
        byte[] bytes = Files.readAllBytes(whole);
        int from = bytes.length / PACKET / 3 * PACKET;
        Path file = Files.write(directory.resolve("recording.ts"), Arrays.copyOfRange(bytes, from, bytes.length));
        TestingPlanner planner = new TestingPlanner(directory, Map.of());

        JobPlan plan = planner.plan(file);

        Path copy = directory.resolve("copy.mov");
        planner.store.download(plan.media(), copy);
        int firstNumber = Decoded.of(copy).numbers().get(0);
        assertThat(firstNumber).isPositive();
        double picture = first(whole, "v:0") + firstNumber / 25.0;
        assertThat(plan.facts().audio().get(0).offset().toDouble())
                .isCloseTo(first(file, "a:0") - picture, within(0.001));
    }

    /** Time of the first frame that decodes, in seconds. */
    private static double first(Path file, String stream) {
        String time = TestingTools.ffprobe(List.of(
                        "-select_streams",
                        stream,
                        "-read_intervals",
                        "%+#10",
                        "-show_entries",
                        "frame=best_effort_timestamp_time",
                        "-of",
                        "csv=p=0",
                        file.toString()))
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(time.replaceAll("[^0-9.].*", ""));
    }
}

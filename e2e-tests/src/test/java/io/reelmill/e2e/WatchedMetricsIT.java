package io.reelmill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.media.TestClips;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever dashboards show and alerts watch is there in a system that has just run a job. */
class WatchedMetricsIT {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)[{ ]");
    private static final String OPERATORS = "reconciliations_";

    @TempDir
    Path directory;

    @Test
    void every_metric_of_dashboards_and_alerts_is_scraped() throws Exception {
        Reelmill reelmill = Reelmill.running();
        Path clip = TestClips.clip().frames(150).audio("eng").write(directory.resolve("clip.mp4"));
        new Jobs(reelmill.api()).completed(reelmill.api().upload(clip, "profile=fast&chunkSeconds=2"));

        Set<String> scraped = new TreeSet<>();
        for (var process : reelmill.state().processes()) {
            if (process.name().matches("(gateway|chunker|transcode|merge)-1")) {
                scraped.addAll(scrape(URI.create(process.address()).resolve("/q/metrics")));
            }
        }

        Map<String, Set<String>> missing = new TreeMap<>(Expressions.metrics());
        missing.keySet().removeAll(scraped);
        missing.keySet().removeIf(name -> name.startsWith(OPERATORS));
        assertThat(missing)
                .as("metrics that nobody tells, with who asks for them")
                .isEmpty();
    }

    private static Set<String> scrape(URI address) throws Exception {
        String body = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        return SAMPLE.matcher(body).results().map(sample -> sample.group(1)).collect(Collectors.toSet());
    }
}

package io.reelmill.gateway.checks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.reelmill.common.Telemetry;
import io.reelmill.gateway.pulse.Pulse;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Shows each check of readiness as a gauge, so that an alert can say which server is away and not only that one is. */
@ApplicationScoped
class CheckMetrics {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final SmallRyeHealthReporter health;
    private final MeterRegistry metrics;
    private final Map<String, AtomicInteger> gauges = new ConcurrentHashMap<>();
    private final Pulse pulse = new Pulse("check metrics", INTERVAL, this::refresh);

    CheckMetrics(SmallRyeHealthReporter health, MeterRegistry metrics) {
        this.health = health;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        pulse.start();
    }

    void stop(@Observes ShutdownEvent event) {
        pulse.stop();
    }

    private Uni<Boolean> refresh() {
        return health.getReadinessAsync().invoke(this::show).replaceWith(false);
    }

    private void show(SmallRyeHealth readiness) {
        readiness
                .getPayload()
                .getJsonArray("checks")
                .getValuesAs(JsonObject.class)
                .forEach(check -> gauge(check.getString("name")).set(passes(check) ? 1 : 0));
    }

    private AtomicInteger gauge(String check) {
        return gauges.computeIfAbsent(
                check, name -> metrics.gauge(Telemetry.CHECKS, Tags.of("check", name), new AtomicInteger()));
    }

    /** Redis may go away without taking the gateway out of service; it says so in its data. */
    private static boolean passes(JsonObject check) {
        JsonObject data = check.getJsonObject("data");
        boolean silent = data != null && JsonValue.FALSE.equals(data.get("answers"));
        return check.getString("status").equals("UP") && !silent;
    }
}

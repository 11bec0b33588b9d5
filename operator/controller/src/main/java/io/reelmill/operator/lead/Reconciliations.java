package io.reelmill.operator.lead;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Has reconciliations counted. The extension would give its own counters to the registry when that is bound, which is after controllers
 * have asked for them: they would count nothing.
 */
@ApplicationScoped
class Reconciliations {

    @Produces
    @Singleton
    Metrics metrics(MeterRegistry registry) {
        return MicrometerMetricsV2.newBuilder(registry).build();
    }

    /** Events come with an action or without one, and Prometheus' registry throws at a name with two sets of labels. */
    @Produces
    @Singleton
    MeterFilter withoutEvents() {
        return MeterFilter.denyNameStartsWith("events.received");
    }
}

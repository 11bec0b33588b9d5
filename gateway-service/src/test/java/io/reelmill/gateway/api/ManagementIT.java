package io.reelmill.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.TestingApi;
import io.reelmill.gateway.testing.TestingApi.Answer;
import io.reelmill.gateway.testing.TestingJobs;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever runs a gateway asks it: whether it lives, and how it does. */
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class ManagementIT {

    @TestHTTPResource("/")
    URI base;

    @TestHTTPResource(value = "/", management = true)
    URI internal;

    @Inject
    TestingJobs testing;

    @Inject
    Clock clock;

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void health_is_told_on_the_internal_port_only(String kind) {
        await().until(() -> new TestingApi(internal).get("/q/health/" + kind).status() == 200);
        assertThat(new TestingApi(internal).get("/q/health/" + kind).text("status"))
                .isEqualTo("UP");

        assertThat(new TestingApi(base).get("/q/health/" + kind).text("code")).isEqualTo("NOT_FOUND");
    }

    @Test
    void readiness_names_every_server_that_is_needed() {
        Answer ready = new TestingApi(internal).get("/q/health/ready");

        assertThat(ready.json().path("checks").findValuesAsText("name"))
                .contains("redis", "topics", "database schema", "object storage")
                .anyMatch(name -> name.contains("Kafka") || name.contains("messaging") || name.contains("Messaging"))
                .anyMatch(name -> name.contains("PostgreSQL"));
    }

    @Test
    void metrics_count_each_thing_once() {
        String id = testing.suspended().id();
        testing.handle(id, new JobEvent.CancelRequested(clock.instant()));

        await().until(() -> metrics().contains("reelmill_check{check=\"object storage\"} 1.0"));
        String metrics = metrics();

        assertThat(metrics)
                .contains(
                        "reelmill_jobs{state=\"ENCODING\"",
                        "reelmill_tasks_waiting{queue=\"SMALL\"",
                        "reelmill_tasks_released{queue=\"MERGE\"",
                        "reelmill_tasks_waiting_age{queue=\"LARGE\"",
                        "reelmill_jobs_overdue",
                        "reelmill_dead_letters_kept{kind=\"TASK\"",
                        "reelmill_slots{queue=\"PLAN\"",
                        "reelmill_check{check=\"redis\"} 1.0",
                        "reelmill_outbox_age",
                        "reelmill_job_duration_seconds_count{state=\"CANCELLED\"",
                        "reelmill_outbox_pending",
                        "reelmill_jobs_ended_total{code=\"\",state=\"CANCELLED\"",
                        "jvm_memory_used_bytes",
                        "http_server_")
                .doesNotContain("reelmill_worker_");
        assertThat(new TestingApi(base).get("/q/metrics").text("code")).isEqualTo("NOT_FOUND");
    }

    private String metrics() {
        return new TestingApi(internal).get("/q/metrics").raw().body().toString();
    }
}

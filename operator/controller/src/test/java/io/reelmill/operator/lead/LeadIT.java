package io.reelmill.operator.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.reelmill.operator.api.Definitions;
import io.reelmill.operator.api.TestCluster;
import io.reelmill.operator.testing.OperatorAccount;
import io.reelmill.operator.testing.OperatorProcess;
import io.reelmill.operator.testing.TestingGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LeadIT {

    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final Path RELEASED = REPOSITORY.resolve("operator/api/src/test/resources/released/0.1.0");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static KubernetesClient client;
    private static String namespace;
    private static String kubeconfig;
    private static TestingGateway gateway;

    @BeforeAll
    static void start() {
        TestCluster cluster = TestCluster.get();
        client = cluster.client();
        namespace = cluster.namespace("lead");
        kubeconfig = OperatorAccount.kubeconfig(REPOSITORY, cluster, namespace);
        gateway = new TestingGateway();
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    private static OperatorProcess operator(String name) {
        return new OperatorProcess(REPOSITORY, kubeconfig, gateway.environment(namespace, Map.of("HOSTNAME", name)));
    }

    private static Resource<Lease> lease() {
        return client.leases().inNamespace(namespace).withName("reelmill-operator");
    }

    private static String holder() {
        Lease lease = lease().get();
        return lease == null ? null : lease.getSpec().getHolderIdentity();
    }

    @Test
    void one_of_two_leads_the_other_takes_over_and_who_loses_the_lease_ends() {
        try (OperatorProcess first = operator("first").start();
                OperatorProcess second = operator("second")) {
            await().atMost(PATIENCE).until(() -> holder() != null && !holder().isEmpty());
            String leading = holder();
            second.launch();
            await().atMost(PATIENCE).until(() -> second.text().contains("Installed features"));
            assertThat(holder()).isEqualTo(leading);

            first.kill();

            await().atMost(PATIENCE).until(() -> !leading.equals(holder()) && !holder().isEmpty());
            // Whatever its holder has just written.
            lease().patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"spec\": {\"holderIdentity\": \"somebody else\", \"renewTime\": \"%s\"}}"
                                    .formatted(MICROSECONDS.format(Instant.now())));
            assertThat(second.exit()).isNotZero();
        }
    }

    @Test
    void it_refuses_to_work_with_definitions_that_lack_what_it_needs() {
        CustomResourceDefinition own = Definitions.all().get(0);
        CustomResourceDefinition older = Definitions.all().get(0);
        older.getSpec()
                .getVersions()
                .get(0)
                .getSchema()
                .getOpenAPIV3Schema()
                .getProperties()
                .get("status")
                .getProperties()
                .remove("memory");
        client.resource(older).forceConflicts().serverSideApply();
        try (OperatorProcess operator = operator("old")) {
            operator.launch();

            assertThat(operator.exit()).isNotZero();
            assertThat(operator.text())
                    .contains("mediajobs.media.reelmill.io: status.memory is missing")
                    .contains("apply those of k8s/crds");
        } finally {
            client.resource(own).forceConflicts().serverSideApply();
        }
    }

    @Test
    void a_deadline_that_an_older_definition_let_pass_and_nobody_can_read_stops_nothing() throws IOException {
        CustomResourceDefinition own = Definitions.all().get(0);
        CustomResourceDefinition older = Serialization.unmarshal(
                Files.readString(RELEASED.resolve(own.getMetadata().getName() + ".yaml")),
                CustomResourceDefinition.class);
        client.resource(older).forceConflicts().serverSideApply();
        GenericKubernetesResource unreadable = Serialization.unmarshal(
                """
                apiVersion: media.reelmill.io/v1alpha1
                kind: MediaJob
                metadata: {name: old, namespace: %s}
                spec: {source: {url: "https://example.com/a.mp4"}, profile: fast, deadline: "2030-01-01T00:00:00+19:00"}
                """
                        .formatted(namespace),
                GenericKubernetesResource.class);
        Resource<GenericKubernetesResource> old = client.resource(unreadable);
        try {
            // an API server takes a moment to know the definition
            await().atMost(PATIENCE).ignoreExceptions().until(() -> old.create() != null);
            client.resource(own).forceConflicts().serverSideApply();
            assertThat(old.get().<String>get("spec", "deadline")).endsWith("+19:00");
            try (OperatorProcess operator = operator("new").start()) {
                await().atMost(PATIENCE).until(() -> gateway.jobs().id("old") != null);
                assertThat(operator.alive()).isTrue();
                old.delete();
                await().atMost(PATIENCE).until(() -> old.get() == null);
            }
        } finally {
            client.resource(own).forceConflicts().serverSideApply();
        }
    }
}

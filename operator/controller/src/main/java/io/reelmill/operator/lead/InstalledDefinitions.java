package io.reelmill.operator.lead;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.StartupEvent;
import io.reelmill.operator.api.Compatibility;
import io.reelmill.operator.api.Definitions;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;

/** Refuses to work with definitions that lack what this build writes or reads, as older ones do. */
@ApplicationScoped
class InstalledDefinitions {

    private final KubernetesClient kubernetes;

    InstalledDefinitions(KubernetesClient kubernetes) {
        this.kubernetes = kubernetes;
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        List<String> problems = new ArrayList<>();
        for (CustomResourceDefinition own : Definitions.all()) {
            String name = own.getMetadata().getName();
            CustomResourceDefinition installed = kubernetes
                    .apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withName(name)
                    .get();
            if (installed == null) {
                problems.add(name + " is not installed");
            } else {
                Compatibility.problems(own, installed).forEach(problem -> problems.add(name + ": " + problem));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    "the installed definitions are older than this operator; apply those of k8s/crds. " + problems);
        }
    }
}

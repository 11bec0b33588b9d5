package io.reelmill.operator.lead;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.reelmill.operator.api.Definitions;
import io.reelmill.operator.api.MediaJob;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the operator may do, and nothing else; {@code operator/rbac} is made of this. */
public final class Permissions {

    private static final String CORE = "";

    private Permissions() {}

    /** The rules by where they are needed: {@code watched} namespaces, the {@code release}'s own, the whole {@code cluster}. */
    public static Map<String, List<PolicyRule>> all() {
        return new TreeMap<>(Map.of("watched", watched(), "release", release(), "cluster", cluster()));
    }

    /** Finalizers and statuses are patched; a MediaJob is deleted when its time is over. */
    private static List<PolicyRule> watched() {
        return List.of(
                rule(MediaJob.GROUP, "mediajobs", "get", "list", "watch", "patch", "delete"),
                rule(MediaJob.GROUP, "mediajobs/status", "patch"),
                rule(MediaJob.GROUP, "mediaprofiles", "get", "list", "watch", "patch"),
                rule(CORE, "events", "create"));
    }

    /** What cannot be named before it exists may be created; what exists is named. */
    private static List<PolicyRule> release() {
        return List.of(
                rule(CORE, "pods", "get", "list", "watch"),
                rule(CORE, "pods/eviction", "create"),
                rule(CORE, "events", "create"),
                rule(CORE, "configmaps", "create"),
                named(CORE, "configmaps", List.of("reelmill-operator-terminations"), "get", "patch"),
                rule("coordination.k8s.io", "leases", "create"),
                named("coordination.k8s.io", "leases", List.of("reelmill-operator"), "get", "update", "patch"));
    }

    private static List<PolicyRule> cluster() {
        return List.of(named("apiextensions.k8s.io", "customresourcedefinitions", Definitions.NAMES, "get"));
    }

    private static PolicyRule rule(String group, String resource, String... verbs) {
        return named(group, resource, List.of(), verbs);
    }

    private static PolicyRule named(String group, String resource, List<String> names, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resource)
                .withResourceNames(names)
                .withVerbs(verbs)
                .build();
    }
}

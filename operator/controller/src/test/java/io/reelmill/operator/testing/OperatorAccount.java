package io.reelmill.operator.testing;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.reelmill.operator.api.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The service account of an operator, with its permissions and no others. */
public final class OperatorAccount {

    private static final String NAME = "reelmill-operator";
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final long HOURS = 7200;

    private OperatorAccount() {}

    /** Makes it for an operator that works in one namespace, and returns a kubeconfig for it. */
    public static String kubeconfig(Path repository, TestCluster cluster, String namespace) {
        KubernetesClient client = cluster.client();
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
        grant(client, namespace, "watched", rules(repository, "watched"), false);
        grant(client, namespace, "release", rules(repository, "release"), false);
        grant(client, namespace, namespace + "-operator", rules(repository, "cluster"), true);
        String token = client.serviceAccounts()
                .inNamespace(namespace)
                .withName(NAME)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(HOURS)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        Config admin = client.getConfiguration();
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "%s", insecure-skip-tls-verify: true}}]
                users: [{name: u, user: {token: "%s"}}]
                contexts: [{name: x, context: {cluster: c, user: u, namespace: %s}}]
                current-context: x
                """
                .formatted(admin.getMasterUrl(), token, namespace);
    }

    /** Lets the account do in all namespaces what it must do where MediaJobs are. */
    public static void everywhere(Path repository, TestCluster cluster, String namespace) {
        grant(cluster.client(), namespace, namespace + "-everywhere", rules(repository, "watched"), true);
    }

    private static List<PolicyRule> rules(Path repository, String part) {
        Path file = repository.resolve("operator/rbac").resolve(part + ".yaml");
        try {
            return List.of(Serialization.unmarshal(Files.readString(file), PolicyRule[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void grant(
            KubernetesClient client, String namespace, String name, List<PolicyRule> rules, boolean everywhere) {
        if (everywhere) {
            grantEverywhere(client, namespace, name, rules);
            return;
        }
        client.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withRules(rules)
                        .build())
                .create();
        client.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewRoleRef(RBAC, "Role", name)
                        .addNewSubject("", "ServiceAccount", NAME, namespace)
                        .build())
                .create();
    }

    private static void grantEverywhere(
            KubernetesClient client, String namespace, String name, List<PolicyRule> rules) {
        client.resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withRules(rules)
                        .build())
                .create();
        client.resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewRoleRef(RBAC, "ClusterRole", name)
                        .addNewSubject("", "ServiceAccount", NAME, namespace)
                        .build())
                .create();
    }
}

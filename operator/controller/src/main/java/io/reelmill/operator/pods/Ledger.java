package io.reelmill.operator.pods;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What must outlive the operator: a ConfigMap in its namespace, one key per container or Deployment, each written alone, so
 * that nobody overwrites what another wrote. Reads are served from memory after the first one, which also clears what is kept of
 * pods that went while nobody looked; one that is deleted is made again of memory. Thread-safe.
 */
@ApplicationScoped
class Ledger {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final KubernetesClient kubernetes;
    private final PodsConfig config;
    private boolean read;

    Ledger(KubernetesClient kubernetes, PodsConfig config) {
        this.kubernetes = kubernetes;
        this.config = config;
    }

    /** What is kept under a key. */
    Optional<String> get(String key) {
        read();
        return Optional.ofNullable(known.get(key));
    }

    /** Everything that is kept. */
    Map<String, String> all() {
        read();
        return Map.copyOf(known);
    }

    /** Keeps a value; returns when it is stored. */
    void put(String key, String value) {
        read();
        patch(Collections.singletonMap(key, value));
        known.put(key, value);
    }

    /** Keeps nothing any more under keys that begin so. */
    void remove(String prefix) {
        read();
        known.keySet().stream().filter(key -> key.startsWith(prefix)).toList().forEach(key -> {
            patch(Collections.singletonMap(key, null));
            known.remove(key);
        });
    }

    private synchronized void read() {
        if (!read) {
            ConfigMap stored = resource().get();
            if (stored == null) {
                stored = create();
            }
            if (stored.getData() != null) {
                known.putAll(stored.getData());
            }
            prune();
            read = true;
        }
    }

    /** Of pods that are gone nothing is kept; what was read is older than what is listed here. */
    private void prune() {
        Set<String> living =
                kubernetes
                        .pods()
                        .inNamespace(kubernetes.getNamespace())
                        .withLabel(PodRef.LABEL)
                        .list()
                        .getItems()
                        .stream()
                        .map(pod -> pod.getMetadata().getUid())
                        .collect(Collectors.toSet());
        Map<String, String> gone = new HashMap<>();
        known.keySet().stream()
                .filter(key -> !key.startsWith(Replacements.KEY))
                .filter(key -> !living.contains(key.substring(0, Math.max(0, key.indexOf('.')))))
                .forEach(key -> gone.put(key, null));
        if (!gone.isEmpty()) {
            patch(gone);
            known.keySet().removeAll(gone.keySet());
        }
    }

    private ConfigMap create() {
        ConfigMap made = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(config.ledger())
                .withNamespace(kubernetes.getNamespace())
                .endMetadata()
                .withData(Map.copyOf(known))
                .build();
        try {
            return kubernetes.resource(made).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return resource().get();
            }
            throw e;
        }
    }

    private void patch(Map<String, String> data) {
        try {
            String patch = JSON.writeValueAsString(Map.of("data", data));
            try {
                resource().patch(PatchContext.of(PatchType.JSON_MERGE), patch);
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                    throw e;
                }
                create();
                resource().patch(PatchContext.of(PatchType.JSON_MERGE), patch);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Resource<ConfigMap> resource() {
        return kubernetes.configMaps().inNamespace(kubernetes.getNamespace()).withName(config.ledger());
    }
}

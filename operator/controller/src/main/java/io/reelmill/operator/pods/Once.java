package io.reelmill.operator.pods;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;

/** Asks the API server once: a client by itself tries for some twenty seconds what is answered with 429 or 5xx. */
final class Once {

    private Once() {}

    /** A client that tells at once what it was answered, with the connections of the given one. */
    static KubernetesClient of(KubernetesClient patient) {
        return patient.newClient(new RequestConfigBuilder()
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .adapt(KubernetesClient.class);
    }
}

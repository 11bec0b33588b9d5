package io.reelmill.storage;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the store answers; the bucket is made on the way, so that a store that starts late is only waited for. */
@Readiness
@ApplicationScoped
class StorageHealth implements AsyncHealthCheck {

    private final ObjectStore store;

    StorageHealth(ObjectStore store) {
        this.store = store;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(() -> {
                    store.ensureBucket();
                    return HealthCheckResponse.up("object storage");
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .recoverWithItem(e -> HealthCheckResponse.named("object storage")
                        .down()
                        .withData("detail", String.valueOf(e.getMessage()))
                        .build());
    }
}

package io.reelmill.operator.lead;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.quarkiverse.operatorsdk.runtime.QuarkusConfigurationService;
import io.quarkiverse.operatorsdk.runtime.QuarkusControllerConfiguration;
import io.quarkus.arc.ClientProxy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Registers reconcilers as the extension would, but keeps to {@code triggerReconcilerOnAllEvents}: the extension reads that at build
 * time and forgets it, and who asks for it would hear nothing of resources that are being deleted, or are gone.
 */
@Singleton
class Controllers {

    @Produces
    @ApplicationScoped
    Operator operator(QuarkusConfigurationService service, Instance<Reconciler<? extends HasMetadata>> reconcilers) {
        Operator operator = new Operator(service);
        reconcilers.forEach(reconciler -> register(operator, service, reconciler));
        Duration ending = service.reconciliationTerminationTimeout();
        if (!ending.isZero()) {
            operator.installShutdownHook(ending);
        }
        return operator;
    }

    private static <P extends HasMetadata> void register(
            Operator operator, QuarkusConfigurationService service, Reconciler<P> reconciler) {
        boolean all = ClientProxy.unwrap(reconciler)
                .getClass()
                .getAnnotation(ControllerConfiguration.class)
                .triggerReconcilerOnAllEvents();
        QuarkusControllerConfiguration<P> configuration = service.getConfigurationFor(reconciler);
        operator.register(reconciler, all ? new AllEvents<>(configuration, service) : configuration);
    }

    /** A configuration, but for the events. */
    private static final class AllEvents<P extends HasMetadata> extends QuarkusControllerConfiguration<P> {

        AllEvents(QuarkusControllerConfiguration<P> other, QuarkusConfigurationService service) {
            super(
                    other.getInformerConfig(),
                    other.getName(),
                    other.isGenerationAware(),
                    other.getAssociatedReconcilerClassName(),
                    other.getRetry(),
                    other.getRateLimiter(),
                    other.maxReconciliationInterval().orElseThrow(),
                    other.getFinalizerName(),
                    other.fieldManager(),
                    other.getWorkflow(),
                    other.getResourceTypeName(),
                    other.getResourceClass());
            setParent(service);
        }

        @Override
        public boolean triggerReconcilerOnAllEvents() {
            return true;
        }
    }
}

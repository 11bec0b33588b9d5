package io.reelmill.operator.lead;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.InformerStoppedHandler;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.quarkiverse.operatorsdk.runtime.QuarkusConfigurationService;
import io.quarkiverse.operatorsdk.runtime.QuarkusControllerConfiguration;
import io.quarkus.arc.ClientProxy;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Registers reconcilers as the extension would, but for two settings that it does not pass on. It reads
 * {@code triggerReconcilerOnAllEvents} at build time and forgets it: who asks for it would hear nothing of resources that are being
 * deleted, or are gone. And an API server that closes a connection while the first lists are read would end the operator, which asks
 * again at any later time.
 */
@Singleton
class Controllers {

    private static final Logger LOG = Logger.getLogger(Controllers.class);

    /** Exit code of an operator that cannot go on. */
    private static final int GAVE_UP = 1;

    @Produces
    @ApplicationScoped
    Operator operator(QuarkusConfigurationService extension, Instance<Reconciler<? extends HasMetadata>> reconcilers) {
        QuarkusConfigurationService service = patient(extension);
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
        configuration.setParent(service);
        operator.register(reconciler, all ? new AllEvents<>(configuration, service) : configuration);
    }

    /**
     * The same configuration, but for errors while informers start: they are tried again. One that gives up, since it cannot read
     * what is stored, ends the operator at any time: it would lead, and hear of nothing.
     */
    private static QuarkusConfigurationService patient(QuarkusConfigurationService service) {
        InformerStoppedHandler ending = Controllers::ended;
        return (QuarkusConfigurationService) Proxy.newProxyInstance(
                Controllers.class.getClassLoader(),
                new Class<?>[] {QuarkusConfigurationService.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "stopOnInformerErrorDuringStartup" -> false;
                    case "getInformerStoppedHandler" -> Optional.of(ending);
                    default -> call(service, method, arguments);
                });
    }

    private static void ended(SharedIndexInformer<?> informer, Throwable why) {
        if (why != null) {
            LOG.errorf(why, "%s is not heard of any more", informer);
            Quarkus.asyncExit(GAVE_UP);
        }
    }

    private static Object call(Object service, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(service, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
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

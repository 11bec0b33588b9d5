package io.reelmill.messaging.worker;

import com.sun.management.OperatingSystemMXBean;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Works out who this worker is from configuration and the machine. */
@ApplicationScoped
class IdentityProducer {

    /** Share of the container's or machine's memory for tasks; the rest is for the JVM and the page cache. */
    private static final double MEMORY_SHARE = 0.6;

    @Produces
    @Singleton
    Identity identity(WorkerConfig config, @ConfigProperty(name = "quarkus.application.name") String service) {
        return new Identity(
                config.id().orElseGet(IdentityProducer::hostName),
                UUID.randomUUID().toString(),
                service,
                config.queues().orElse(Set.of()),
                config.slots().orElseGet(IdentityProducer::defaultSlots),
                config.memory().map(MemorySize::asLongValue).orElseGet(IdentityProducer::defaultMemory));
    }

    private static int defaultSlots() {
        boolean inPod = System.getenv("KUBERNETES_SERVICE_HOST") != null;
        return inPod ? 1 : Runtime.getRuntime().availableProcessors();
    }

    private static long defaultMemory() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return (long) (system.getTotalMemorySize() * MEMORY_SHARE);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "worker-" + UUID.randomUUID();
        }
    }
}

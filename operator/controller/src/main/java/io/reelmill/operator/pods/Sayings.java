package io.reelmill.operator.pods;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.reelmill.operator.gateway.GatewayProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What people are to be told. What the API server or the gateway cannot take now waits, for nobody else's work, and is said as soon
 * as it can be; what waits is forgotten when the operator ends. Thread-safe.
 */
@ApplicationScoped
class Sayings {

    private static final Logger LOG = Logger.getLogger(Sayings.class);
    private static final Duration REST = Duration.ofSeconds(2);

    /** The API server keeps Events for an hour; more than this would not be read in that time. */
    private static final int MOST = 1000;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "sayings");
        made.setDaemon(true);
        return made;
    });
    private final Queue<Saying> waiting = new ConcurrentLinkedQueue<>();

    /** Something that is to be said. */
    interface Saying {

        /** Says it; fails when that cannot be done now, and does nothing when it never can or was done before. */
        void say() throws GatewayProblem;
    }

    void start(@Observes StartupEvent event) {
        thread.scheduleWithFixedDelay(this::again, REST.toMillis(), REST.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    /** Says it now, or later. */
    void say(Saying saying) {
        if (!said(saying) && waiting.size() < MOST) {
            waiting.add(saying);
        }
    }

    /** The first one that cannot be said keeps the others waiting: they are said in order. */
    void again() {
        Saying next = waiting.peek();
        while (next != null && said(next)) {
            waiting.remove();
            next = waiting.peek();
        }
    }

    private static boolean said(Saying saying) {
        try {
            saying.say();
            return true;
        } catch (GatewayProblem | KubernetesClientException later) {
            LOG.warnf("an Event has to wait: %s", later.getMessage());
            return false;
        }
    }
}

package io.reelmill.e2e.kill;

import io.reelmill.e2e.rig.Link;
import io.reelmill.e2e.rig.Links;
import io.reelmill.e2e.rig.Rig;
import io.reelmill.stack.server.Server;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * What goes wrong, and what may follow.
 *
 * @param what for people
 * @param harm does it and undoes it; returns when it is undone
 * @param excused outcomes that attempts may have besides success
 * @param budget within which work must go on once it is undone
 */
record Fault(String what, Harm harm, Set<String> excused, Duration budget) {

    /** Longer than a silent worker is waited for. */
    private static final int FROZEN_SECONDS = 25;

    private static final int OUTAGE_SECONDS = 30;

    /** Breaks something and mends it. */
    interface Harm {
        void happen(Scene scene, Stage stage) throws Exception;
    }

    static Fault kill(String service) {
        return new Fault(
                "kill " + service,
                (scene, stage) -> scene.rig().signal(stage.instance(service, scene), "KILL"),
                excusedDeath(service, "WORKER_LOST"),
                Budgets.afterDeath());
    }

    static Fault end(String service) {
        return new Fault(
                "end " + service,
                (scene, stage) -> scene.rig().signal(stage.instance(service, scene), "TERM"),
                excusedDeath(service, "DRAINED", "WORKER_LOST"),
                Budgets.afterDrain());
    }

    static Fault freeze(String service) {
        return new Fault(
                "freeze %s for %d s".formatted(service, FROZEN_SECONDS),
                (scene, stage) -> {
                    String instance = stage.instance(service, scene);
                    scene.rig().signal(instance, "STOP");
                    TimeUnit.SECONDS.sleep(FROZEN_SECONDS);
                    scene.rig().signal(instance, "CONT");
                },
                excusedDeath(service, "WORKER_LOST"),
                Budgets.afterDeath());
    }

    static Fault stop(Server server) {
        return outage("stop", server, OUTAGE_SECONDS, true);
    }

    static Fault restart(Server server) {
        return outage("kill and restart", server, 0, false);
    }

    private static Fault outage(String verb, Server server, int seconds, boolean inOrder) {
        return new Fault(
                "%s %s%s".formatted(verb, server.id(), seconds > 0 ? " for " + seconds + " s" : ""),
                (scene, stage) -> {
                    scene.rig().stop(server, inOrder);
                    TimeUnit.SECONDS.sleep(seconds);
                    scene.rig().start(server);
                },
                excused(server.id()),
                Budgets.afterOutage());
    }

    static Fault slow(String service, String target) {
        return link("slow", service, target, Links::slow, excused(target));
    }

    static Fault cut(String service, String target) {
        return link("cut", service, target, Links::cut, excusedLink(service, target));
    }

    static Fault halfOpen(String service, String target) {
        return link("half-open", service, target, Links::halfOpen, excusedLink(service, target));
    }

    private static Fault link(
            String verb, String service, String target, BiConsumer<Links, Predicate<Link>> harm, Set<String> excused) {
        Predicate<Link> which = link -> (service.equals("all") || link.service().startsWith(service))
                && link.target().equals(target);
        return new Fault(
                "%s from %s to %s for %d s".formatted(verb, service, target, OUTAGE_SECONDS),
                (scene, stage) -> {
                    Rig rig = scene.rig();
                    harm.accept(rig.links(), which);
                    TimeUnit.SECONDS.sleep(OUTAGE_SECONDS);
                    rig.links().heal();
                },
                excused,
                Budgets.afterOutage());
    }

    /** Workers do not notice that the gateway was away. */
    private static Set<String> excusedDeath(String service, String... outcomes) {
        return service.equals("gateway") ? Set.of() : Set.of(outcomes);
    }

    /** A worker that alone does not reach Redis shows no sign of life; storage that is away is waited for by repeating. */
    private static Set<String> excusedLink(String service, String target) {
        boolean alone = !service.equals("all") && !service.equals("gateway");
        return target.equals("redis") && alone ? Set.of("WORKER_LOST") : excused(target);
    }

    private static Set<String> excused(String target) {
        return target.equals("s3") ? Set.of("STORAGE_UNAVAILABLE") : Set.of();
    }
}

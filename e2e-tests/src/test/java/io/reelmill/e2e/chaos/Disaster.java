package io.reelmill.e2e.chaos;

import io.reelmill.e2e.Redis;
import io.reelmill.e2e.rig.Link;
import io.reelmill.e2e.rig.Rig;
import io.reelmill.stack.server.Server;
import java.util.List;
import java.util.Random;

/** What can happen to a running system, and how it is undone. */
enum Disaster {
    /** A service dies without a word. */
    KILL_SERVICE(10) {
        @Override
        Blow draw(Rig rig, Random random) {
            String service = service(rig, random);
            return new Blow("kill " + service, service, () -> rig.signal(service, "KILL"), 0, () -> {});
        }
    },
    /** A service is asked to end. */
    END_SERVICE(4) {
        @Override
        Blow draw(Rig rig, Random random) {
            String service = service(rig, random);
            return new Blow("end " + service, service, () -> rig.signal(service, "TERM"), 0, () -> {});
        }
    },
    /** A service stands still for a while. */
    FREEZE_SERVICE(3) {
        @Override
        Blow draw(Rig rig, Random random) {
            String service = service(rig, random);
            int seconds = 2 + random.nextInt(28);
            return new Blow(
                    "freeze " + service,
                    service,
                    () -> rig.signal(service, "STOP"),
                    seconds,
                    () -> rig.signal(service, "CONT"));
        }
    },
    /** Redis forgets everything. */
    FLUSH_REDIS(1) {
        @Override
        Blow draw(Rig rig, Random random) {
            Runnable flush = () -> Redis.flushAll(rig.endpoints().redisUrl());
            return new Blow("flush redis", Server.REDIS.id(), flush, 0, () -> {});
        }
    },
    /** A server dies and is started anew after a while. */
    KILL_SERVER(4) {
        @Override
        Blow draw(Rig rig, Random random) {
            Server server = server(random);
            int seconds = random.nextInt(12);
            return new Blow(
                    "kill " + server.id(),
                    server.id(),
                    () -> rig.stop(server, false),
                    seconds,
                    () -> rig.start(server));
        }
    },
    /** A server is restarted in order. */
    RESTART_SERVER(2) {
        @Override
        Blow draw(Rig rig, Random random) {
            Server server = server(random);
            return new Blow(
                    "restart " + server.id(), server.id(), () -> rig.stop(server, true), 0, () -> rig.start(server));
        }
    },
    /** A connection is cut for a while. */
    CUT_LINK(2) {
        @Override
        Blow draw(Rig rig, Random random) {
            Link link = link(rig, random);
            int seconds = 1 + random.nextInt(20);
            Runnable cut = () -> rig.links().cut(link::equals);
            return new Blow("cut " + link, link.toString(), cut, seconds, () -> rig.links()
                    .heal(link::equals));
        }
    },
    /** A connection swallows everything for a while. */
    SWALLOW(2) {
        @Override
        Blow draw(Rig rig, Random random) {
            Link link = link(rig, random);
            int seconds = 1 + random.nextInt(30);
            Runnable swallow = () -> rig.links().halfOpen(link::equals);
            return new Blow("swallow " + link, link.toString(), swallow, seconds, () -> rig.links()
                    .heal(link::equals));
        }
    };

    private final int weight;

    Disaster(int weight) {
        this.weight = weight;
    }

    /**
     * Something that is to happen.
     *
     * @param what for people
     * @param target service, server or connection that it happens to
     * @param begin does it
     * @param seconds how long it lasts
     * @param end undoes it
     */
    record Blow(String what, String target, Runnable begin, int seconds, Runnable end) {}

    abstract Blow draw(Rig rig, Random random);

    static Disaster any(Random random) {
        int total = 0;
        for (Disaster disaster : values()) {
            total += disaster.weight;
        }
        int drawn = random.nextInt(total);
        for (Disaster disaster : values()) {
            drawn -= disaster.weight;
            if (drawn < 0) {
                return disaster;
            }
        }
        throw new IllegalStateException();
    }

    private static String service(Rig rig, Random random) {
        return pick(rig.services(), random);
    }

    private static Server server(Random random) {
        return pick(List.of(Server.values()), random);
    }

    private static Link link(Rig rig, Random random) {
        return pick(List.copyOf(rig.links().all()), random);
    }

    private static <T> T pick(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}

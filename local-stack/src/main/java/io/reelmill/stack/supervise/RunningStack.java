package io.reelmill.stack.supervise;

import io.reelmill.stack.process.FreePorts;
import io.reelmill.stack.process.Logs;
import io.reelmill.stack.server.OwnerOnly;
import io.reelmill.stack.server.ServerPorts;
import io.reelmill.stack.supervise.StackState.Phase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** One life of a stack: starts it, watches it, tells its state, takes commands, ends it. */
final class RunningStack implements ControlServer.Commands {

    private static final long LOG_LIMIT_BYTES = 16L << 20;
    private static final long FAST_MILLIS = 200;
    private static final long SLOW_MILLIS = 2_000;
    private static final int DEATHS_ALLOWED = 5;

    private final StackHome home;
    private final StackOptions options;
    private final String starter;
    private final Supervisor supervisor;
    private final Leases leases = new Leases();
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final LogRotation rotation;
    private final String token = UUID.randomUUID().toString();
    private final ControlServer control;
    private volatile Phase phase = Phase.STARTING;
    private volatile String detail;
    private String told = "";

    /**
     * @param starter what only the one who starts it knows
     */
    RunningStack(StackHome home, StackOptions options, String starter) throws IOException {
        this.home = home;
        this.options = options;
        this.starter = starter;
        ServerPorts ports = new ServerPorts(home.root(), new FreePorts(RandomGenerator.getDefault()));
        this.supervisor = new Supervisor(home, options, ports);
        this.rotation = new LogRotation(home.logs(), LOG_LIMIT_BYTES);
        this.control = new ControlServer(token, this);
    }

    void run() throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endAndWait));
        try {
            control.start();
            tell();
            watchStarter();
            starting();
            watch();
        } finally {
            tearDown();
        }
    }

    private void starting() {
        Thread starter = new Thread(() -> {
            try {
                supervisor.start();
            } catch (RuntimeException e) {
                e.printStackTrace();
                fail(e.getMessage());
            }
        });
        starter.setDaemon(true);
        starter.start();
    }

    private void watchStarter() {
        Thread reader = new Thread(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                System.err.println("standard input: " + e.getMessage());
            }
            if (leases.pipeEnded()) {
                end.countDown();
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    private void watch() {
        try {
            while (!end.await(phase == Phase.READY ? SLOW_MILLIS : FAST_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
                tell();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        boolean ready = supervisor.check();
        rotation.run();
        if (phase == Phase.STARTING) {
            hopeless().ifPresent(process -> fail(whyItDies(process)));
            if (ready) {
                phase = Phase.READY;
            }
        }
    }

    private Optional<Supervised> hopeless() {
        return supervisor.all().stream()
                .filter(process -> process.failures() >= DEATHS_ALLOWED)
                .findFirst();
    }

    private String whyItDies(Supervised process) {
        return "%s died %d times at the start; the end of %s:%n%s"
                .formatted(
                        process.name(),
                        process.failures(),
                        home.log(process.name()),
                        Logs.tail(home.log(process.name()), 2_000));
    }

    private void fail(String why) {
        detail = why;
        phase = Phase.FAILED;
        down();
    }

    private void tearDown() throws IOException {
        if (phase != Phase.FAILED) {
            phase = Phase.STOPPING;
        }
        try {
            tell();
            supervisor.stop();
            if (phase != Phase.FAILED) {
                Files.deleteIfExists(home.state());
            }
        } finally {
            ended.countDown();
        }
    }

    private void endAndWait() {
        down();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() {
        String now = StackJson.write(state());
        if (!now.equals(told)) {
            OwnerOnly.write(home.state(), now);
            told = now;
        }
    }

    @Override
    public StackState state() {
        List<ProcessState> processes =
                supervisor.all().stream().map(Supervised::state).toList();
        return new StackState(
                ProcessHandle.current().pid(),
                ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH),
                control.port(),
                token,
                phase == Phase.READY && leases.over() ? Phase.STOPPING : phase,
                detail,
                leases.kept(),
                supervisor.gatewayUrl(),
                home.storage(),
                supervisor.workers(),
                options.slots(),
                options.memoryBytes(),
                supervisor.memoryProblem(),
                processes);
    }

    @Override
    public void keep() {
        leases.keep();
    }

    @Override
    public void scale(int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("at least one worker is needed");
        }
        supervisor.scale(workers);
    }

    @Override
    public void down() {
        leases.end();
        end.countDown();
    }

    @Override
    public boolean takeOver(String word) {
        return starter.equals(word) && leases.handOver();
    }

    @Override
    public boolean acquire() {
        return leases.acquire();
    }

    @Override
    public boolean release() {
        boolean ends = leases.release();
        if (ends) {
            end.countDown();
        }
        return ends;
    }
}

package io.reelmill.media.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A command on a leash: its lines are pumped, its exit code, process id and CPU time are known. */
final class Child {

    private final Process shell;
    private final Thread out;
    private final Thread err;
    private final LeashOutput output;

    private Child(Process shell, Consumer<String> stdout, Consumer<String> stderr) {
        this.shell = shell;
        this.output = new LeashOutput(stdout);
        this.out = pump(shell.getInputStream(), output::line, "stdout");
        this.err = pump(shell.getErrorStream(), stderr, "stderr");
    }

    static Child start(
            Launcher launcher,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Consumer<String> stdout,
            Consumer<String> stderr) {
        try {
            return new Child(launcher.launch(command, environment, directory), stdout, stderr);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.get(0), e);
        }
    }

    boolean waitFor(Duration time) throws InterruptedException {
        return shell.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The exit code, once the process has ended and everything it said was read. */
    int exitCode() throws InterruptedException {
        int code = shell.waitFor();
        out.join();
        err.join();
        closeLeash();
        return code;
    }

    /** SIGTERM: the process may finish what it writes. */
    void terminate() {
        handle().ifPresent(ProcessHandle::destroy);
    }

    /** SIGKILL, at once. */
    void kill() {
        closeLeash();
        handle().ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Process id of the command, 0 until it is known. */
    long pid() {
        return output.pid();
    }

    Duration cpu() {
        return output.cpu();
    }

    Optional<Duration> cpuNow() {
        return handle().flatMap(handle -> handle.info().totalCpuDuration());
    }

    private Optional<ProcessHandle> handle() {
        return pid() == 0 ? Optional.empty() : ProcessHandle.of(pid());
    }

    private void closeLeash() {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            // The shell has ended: there is nobody to tell.
        }
    }

    private static Thread pump(InputStream stream, Consumer<String> lines, String name) {
        Thread thread = new Thread(() -> read(stream, lines), "ffmpeg-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void read(InputStream stream, Consumer<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
            }
        } catch (IOException e) {
            // A killed process may break its pipes; its exit code tells the story.
        }
    }
}

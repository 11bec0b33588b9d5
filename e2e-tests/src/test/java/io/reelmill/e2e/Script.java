package io.reelmill.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reelmill.stack.supervise.StackClient;
import io.reelmill.stack.supervise.StackHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The script {@code reelmill} as a user runs it, with a home of its own and what was built before. */
final class Script {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LIMIT_MINUTES = 6;

    private final Path home;
    private final Path directory;

    /**
     * @param home where its stack keeps everything
     * @param directory where it is run
     */
    Script(Path home, Path directory) {
        this.home = home;
        this.directory = directory;
    }

    /** How a call ended. */
    record Result(int exitCode, String out, String err) {
        /** The one JSON object on standard output. */
        JsonNode json() {
            try (MappingIterator<JsonNode> objects =
                    JSON.readerFor(JsonNode.class).readValues(out)) {
                List<JsonNode> all = objects.readAll();
                if (all.size() != 1) {
                    throw new AssertionError("not one JSON object: " + out + "\n" + err);
                }
                return all.get(0);
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + out + "\n" + err, e);
            }
        }
    }

    /** A call that has begun. */
    record Call(Process process, Path out, Path err) {
        Result end() {
            try {
                if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError("it did not end: " + Files.readString(err));
                }
                return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    Result run(String... arguments) {
        return start(arguments).end();
    }

    Call start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(script().toString()));
        command.addAll(List.of(arguments));
        return begin(command);
    }

    /** Lines of bash, in which $0 is the script: for names that the JVM of the tests might not be able to write. */
    Result shell(String lines) {
        return begin(List.of("bash", "-euc", lines, script().toString())).end();
    }

    /**
     * Ctrl-C works in it, even if whoever runs the tests ignores it, as shells let background jobs do. There is no locale,
     * as in a bare container.
     */
    private Call begin(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(arguments);
        try {
            Path out = Files.createTempFile(directory, "call", ".out");
            Path err = Files.createTempFile(directory, "call", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("REELMILL_HOME", home.toString());
            builder.environment().put("REELMILL_BUILD", "never");
            builder.environment().keySet().removeAll(List.of("LANG", "LC_ALL", "LC_CTYPE"));
            return new Call(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path script() {
        return Path.of("").toAbsolutePath().getParent().resolve("reelmill");
    }

    StackClient stack() {
        return StackClient.find(new StackHome(home)).orElseThrow(() -> new AssertionError("no stack runs in " + home));
    }

    boolean stackRuns() {
        return StackClient.find(new StackHome(home)).isPresent();
    }

    /** Everything that was started with this home and lives, whoever its parent is now. */
    List<Long> processes() {
        String mark = "REELMILL_HOME=" + home + "\0";
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(ProcessHandle::pid)
                    .filter(pid -> environment(pid).contains(mark))
                    .toList();
        }
    }

    private static String environment(long pid) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), "environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}

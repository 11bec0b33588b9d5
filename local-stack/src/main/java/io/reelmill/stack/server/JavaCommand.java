package io.reelmill.stack.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a small Java process, by the JVM that runs this one. */
public final class JavaCommand {

    /**
     * The optimizing compiler waits for what is really hot, such as checksums: ten times the thresholds of the JVM. A start
     * then costs hardly more CPU time than without that compiler.
     */
    private static final List<String> LATE_OPTIMIZATION = List.of(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    private final List<String> command = new ArrayList<>();

    private JavaCommand(int heapMiB) {
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMiB + "m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:-UsePerfData");
        command.add("-Djava.awt.headless=true");
        command.addAll(LATE_OPTIMIZATION);
    }

    /** A process with at most so much heap, in MiB. */
    public static JavaCommand withHeap(int heapMiB) {
        return new JavaCommand(heapMiB);
    }

    /** Adds a JVM option. */
    public JavaCommand option(String option) {
        command.add(option);
        return this;
    }

    /** Adds JVM options. */
    public JavaCommand options(List<String> options) {
        command.addAll(options);
        return this;
    }

    /** The command that runs a main class of a class path. */
    public List<String> main(String classPath, String mainClass, String... arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("-cp", classPath, mainClass));
        all.addAll(List.of(arguments));
        return all;
    }

    /** The command that runs a jar. */
    public List<String> jar(Path jar) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("-jar", jar.toString()));
        return all;
    }
}

package io.reelmill.cli.images;

import java.util.List;
import java.util.Map;

/**
 * What is in the image of a service. Pure.
 *
 * @param name last part of the image's name
 * @param module Maven module that builds it
 * @param heapMiB heap of its JVM where the environment says nothing else; explicit, since all other memory is for ffmpeg
 */
record ServiceImage(String name, String module, int heapMiB) {

    /** All services, and the operator. */
    static final List<ServiceImage> ALL = List.of(
            new ServiceImage("gateway", "gateway-service", 288),
            new ServiceImage("chunker", "chunker-service", 128),
            new ServiceImage("transcode", "transcode-service", 128),
            new ServiceImage("merge", "merge-service", 160),
            new ServiceImage("operator", "operator/controller", 192));

    /** Nobody's number on any system, with a group of its own. */
    static final String USER = "10001:10001";

    /** Where the application is; it is never written to. */
    static final String HOME = "/app";

    /** Like the services of a stack: the optimizing compiler waits for what is really hot. */
    List<String> entrypoint() {
        return List.of(
                "java",
                "-Djava.awt.headless=true",
                "-XX:Tier4InvocationThreshold=50000",
                "-XX:Tier4MinInvocationThreshold=6000",
                "-XX:Tier4CompileThreshold=150000",
                "-XX:Tier4BackEdgeThreshold=400000",
                "-jar",
                HOME + "/quarkus-run.jar");
    }

    /** Options that the environment of a container replaces, as the chart does. */
    Map<String, String> environment() {
        return Map.of(
                "JDK_JAVA_OPTIONS",
                "-Xmx" + heapMiB + "m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData -Xss512k");
    }
}

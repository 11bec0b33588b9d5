package io.reelmill.common;

import java.util.List;

/** Where a job's objects are. Everything a job owns lies under one of {@link #prefixes}. */
public final class ObjectKeys {

    private ObjectKeys() {}

    /** The source as uploaded or fetched. */
    public static String source(String jobId) {
        return "raw/" + jobId + "/source";
    }

    /** The normalised picture of a source that cannot be read at random. */
    public static String normalised(String jobId, int attempt) {
        return "chunks/" + jobId + "/normalised-" + attempt + ".mov";
    }

    /** One encoded chunk, by its name; the attempt keeps late writers from overwriting. */
    public static String chunk(String jobId, String rendition, String chunk, int attempt) {
        return "transcoded/%s/%s/%s-%d.mp4".formatted(jobId, rendition, chunk, attempt);
    }

    /** One encoded audio track. */
    public static String audio(String jobId, String taskId, int attempt) {
        return "transcoded/%s/audio/%s-%d.mp4".formatted(jobId, taskId, attempt);
    }

    /** Prefix of all encodes of a job. */
    public static String encodes(String jobId) {
        return "transcoded/" + jobId + "/";
    }

    /** A published file. */
    public static String output(String jobId, String fileName) {
        return "output/" + jobId + "/" + fileName;
    }

    /** What was checked, beside the outputs. */
    public static String report(String jobId) {
        return output(jobId, "report.json");
    }

    /** Prefixes of what is deleted as soon as a job ends. */
    public static List<String> intermediatePrefixes(String jobId) {
        return List.of("chunks/" + jobId + "/", encodes(jobId));
    }

    /** Prefixes of everything a job owns. */
    public static List<String> prefixes(String jobId) {
        return List.of("raw/" + jobId + "/", "chunks/" + jobId + "/", encodes(jobId), "output/" + jobId + "/");
    }
}

package io.reelmill.common.plan;

import java.util.List;

/**
 * What was published and what was checked; stored as {@code report.json} beside the outputs.
 *
 * @param jobId the job
 * @param outputs published files
 * @param checks each check that was made, with its figures
 * @param warnings sentences for people
 */
public record MergeReport(String jobId, List<OutputFile> outputs, List<Check> checks, List<String> warnings) {

    public MergeReport {
        outputs = List.copyOf(outputs);
        checks = List.copyOf(checks);
        warnings = List.copyOf(warnings);
    }

    /**
     * One verified property of one output.
     *
     * @param rendition name of the rendition
     * @param name stable name of the check, e.g. {@code frames}
     * @param passed whether it held
     * @param detail expected and found, with units
     */
    public record Check(String rendition, String name, boolean passed, String detail) {}
}

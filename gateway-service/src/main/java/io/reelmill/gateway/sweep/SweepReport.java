package io.reelmill.gateway.sweep;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a sweep found.
 *
 * @param dryRun whether nothing was done
 * @param examined number of jobs that were looked at
 * @param blind what could not be asked, and is therefore not judged
 * @param findings what does not fit, with what is, or would be, done about it
 */
@Schema(name = "SweepReport", description = "What a sweep of the unfinished jobs found")
public record SweepReport(
        boolean dryRun,
        int examined,
        @Schema(description = "What could not be asked, and is therefore not judged") List<String> blind,
        List<Finding> findings) {
    public SweepReport {
        blind = List.copyOf(blind);
        findings = List.copyOf(findings);
    }
}

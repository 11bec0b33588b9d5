package io.reelmill.gateway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Some jobs. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "JobPage", description = "Some jobs, newest first")
public record JobPageView(
        List<JobView> items,
        @Schema(description = "Send it as `cursor` for the next page; absent on the last one") String nextCursor,
        @Schema(description = "Address of the next page; absent on the last one") String next) {}

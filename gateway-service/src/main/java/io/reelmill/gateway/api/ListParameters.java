package io.reelmill.gateway.api;

import io.reelmill.common.job.JobStatus;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.requests.Labels;
import io.reelmill.gateway.requests.Paging;
import io.reelmill.gateway.store.JobFilter;
import io.reelmill.gateway.store.JobPage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which jobs a caller wants to see.
 *
 * @param filter by state and label
 * @param cursor from the page before, null for the first
 * @param limit jobs per page
 */
record ListParameters(JobFilter filter, String cursor, int limit) {

    /** Reads them; throws {@code VALIDATION_FAILED}. */
    static ListParameters read(List<String> states, List<String> labels, String cursor, String limit) {
        Paging paging = Paging.read(cursor, limit);
        Map<String, String> marks = Labels.parse(labels, "label");
        return new ListParameters(new JobFilter(states(states), marks, null, null), paging.cursor(), paging.limit());
    }

    private static Set<JobStatus> states(List<String> names) {
        Set<JobStatus> states = EnumSet.noneOf(JobStatus.class);
        for (String list : names) {
            for (String name : list.split(",")) {
                states.add(state(name.strip()));
            }
        }
        return states;
    }

    private static JobStatus state(String name) {
        return Arrays.stream(JobStatus.values())
                .filter(state -> state.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "state",
                        "must be among " + Arrays.toString(JobStatus.values()).toUpperCase(Locale.ROOT)));
    }

    /** Address of the page after the given one; null after the last. */
    String next(JobPage page) {
        if (page.nextCursor() == null) {
            return null;
        }
        StringBuilder next = new StringBuilder("/api/v1/jobs?limit=" + limit + "&cursor=" + page.nextCursor());
        filter.states().stream().sorted().forEach(state -> next.append("&state=")
                .append(state));
        filter.labels().forEach((key, value) -> next.append("&label=").append(encoded(key + "=" + value)));
        return next.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

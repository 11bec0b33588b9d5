package io.reelmill.gateway.requests;

import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.store.JobIds;

/**
 * Which part of a list a caller wants to see.
 *
 * @param cursor from the page before, null for the first
 * @param limit items per page
 */
public record Paging(String cursor, int limit) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    /** Reads it; throws {@code VALIDATION_FAILED}. */
    public static Paging read(String cursor, String limit) {
        int most = limit == null ? DEFAULT_LIMIT : number(limit);
        if (most < 1 || most > MAX_LIMIT) {
            throw ProblemException.invalid("limit", "must be from 1 to " + MAX_LIMIT);
        }
        if (cursor != null && !JobIds.isId(cursor)) {
            throw ProblemException.invalid("cursor", "is not one that a page gave as nextCursor");
        }
        return new Paging(cursor, most);
    }

    /** Zero for what is none. */
    private static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }
}

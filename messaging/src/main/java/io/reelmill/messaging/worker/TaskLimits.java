package io.reelmill.messaging.worker;

import io.reelmill.common.message.WorkItem;
import java.time.Duration;

/**
 * How long an attempt may take.
 *
 * @param soft time after which it is asked to end
 * @param hard time after which it is killed
 */
public record TaskLimits(Duration soft, Duration hard) {

    private static final Duration LARGEST_MARGIN = Duration.ofMinutes(1);
    private static final int MARGIN_SHARE = 10;

    /**
     * Those of a work item: at least the worker's own, more where the item asks for more, always so much below the
     * record's lock that an attempt is over before the broker hands its record on.
     *
     * @param own limits of the worker
     * @param lock how long the broker holds the record
     */
    static TaskLimits of(WorkItem item, TaskLimits own, Duration lock) {
        Duration soft = longer(own.soft, item.softSeconds());
        Duration hard = longer(own.hard, item.hardSeconds());
        Duration gap = own.hard.minus(own.soft);
        if (hard.compareTo(soft.plus(gap)) < 0) {
            hard = soft.plus(gap);
        }
        Duration most = lock.minus(shorter(LARGEST_MARGIN, lock.dividedBy(MARGIN_SHARE)));
        if (hard.compareTo(most) <= 0) {
            return new TaskLimits(soft, hard);
        }
        return new TaskLimits(shorter(soft, most.minus(shorter(gap, most.dividedBy(MARGIN_SHARE)))), most);
    }

    private static Duration longer(Duration own, Integer seconds) {
        Duration wanted = seconds == null ? Duration.ZERO : Duration.ofSeconds(seconds);
        return wanted.compareTo(own) > 0 ? wanted : own;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

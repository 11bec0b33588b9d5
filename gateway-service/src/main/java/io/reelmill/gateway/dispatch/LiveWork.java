package io.reelmill.gateway.dispatch;

import io.reelmill.common.job.WorkQueue;
import java.util.Map;
import java.util.Set;

/**
 * What heartbeats tell of the workers' slots.
 *
 * @param slots how many take work from each queue
 * @param waiting released attempts that are in one and wait for room
 */
record LiveWork(Map<WorkQueue, Integer> slots, Set<WaitingWork.Released> waiting) {}

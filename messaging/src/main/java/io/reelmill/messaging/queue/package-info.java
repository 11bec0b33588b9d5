/** Takes records off share groups: one for each free slot of a worker, over all of its queues, and none beyond. */
package io.reelmill.messaging.queue;

/** Compares unfinished jobs with queues, heartbeats and storage, and repairs what does not fit. */
package io.reelmill.gateway.sweep;

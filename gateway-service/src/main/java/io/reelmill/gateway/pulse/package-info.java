/** A heartbeat for asynchronous work: at an interval, and at once when woken. */
package io.reelmill.gateway.pulse;

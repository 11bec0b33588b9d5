/** Asynchronous work that goes on by itself: at an interval and at once when woken, or until it succeeds. */
package io.reelmill.gateway.pulse;

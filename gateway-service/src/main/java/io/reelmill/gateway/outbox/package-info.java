/** Publishes what decisions asked for: at least once, and never anything that was not committed. */
package io.reelmill.gateway.outbox;

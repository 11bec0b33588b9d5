/** What the gateway says of the servers that it needs, as metrics. */
package io.reelmill.gateway.checks;

/** What workers report, taken from Kafka, and what is told to Redis and to metrics afterwards. */
package io.reelmill.gateway.events;

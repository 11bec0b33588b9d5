/** What services say to each other: topics, keys, telemetry names, and the codec for messages. */
package io.reelmill.common;

/** Topics, share groups, and publishing that waits for the broker's word. */
package io.reelmill.messaging.kafka;

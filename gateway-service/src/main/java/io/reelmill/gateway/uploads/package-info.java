/** Files on their way in: from a connection to object storage in flat memory, whole or not at all. */
package io.reelmill.gateway.uploads;

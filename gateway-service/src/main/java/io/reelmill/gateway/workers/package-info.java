/** What workers say of themselves in Redis. */
package io.reelmill.gateway.workers;

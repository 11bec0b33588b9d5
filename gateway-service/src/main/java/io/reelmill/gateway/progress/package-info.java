/** How far jobs are and what workers do now: truth from the store, life from Redis, which may be empty at any time. */
package io.reelmill.gateway.progress;

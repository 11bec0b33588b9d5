/** The HTTP API: thin resources, and views that are pure functions of a job. */
package io.reelmill.gateway.api;

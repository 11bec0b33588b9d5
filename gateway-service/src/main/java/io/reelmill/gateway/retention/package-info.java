/** What is kept for how long; every sweep may be repeated, interrupted, or run by several replicas at once. */
package io.reelmill.gateway.retention;

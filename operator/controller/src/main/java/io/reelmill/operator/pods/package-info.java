/** Watches worker pods, has the gateway explain their deaths, and replaces those that would wait for a restart. */
package io.reelmill.operator.pods;

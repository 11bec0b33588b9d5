/** The whole system, started as a user starts it, on real media. */
package io.reelmill.e2e;

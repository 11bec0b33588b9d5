/** A running system in which anything dies at any time, and what has become of its jobs in the end. */
package io.reelmill.e2e.chaos;

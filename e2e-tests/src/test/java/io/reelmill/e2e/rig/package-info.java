/** A whole Reelmill whose every process and every connection can be broken. */
package io.reelmill.e2e.rig;

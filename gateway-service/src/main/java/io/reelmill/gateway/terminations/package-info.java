/** Takes what others saw of deaths of workers, and finds the attempts that died with them. */
package io.reelmill.gateway.terminations;

/** Dead letters: what was given up, kept with its history until somebody replays or discards it. */
package io.reelmill.gateway.deadletters;

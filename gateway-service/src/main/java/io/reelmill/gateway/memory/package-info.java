/** Learns what work really takes, corrects predictions by it, and chooses the class of workers that holds it. */
package io.reelmill.gateway.memory;

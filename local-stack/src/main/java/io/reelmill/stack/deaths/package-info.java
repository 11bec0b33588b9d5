/** What is seen of the ends of workers' processes, told to the gateway until it has heard. */
package io.reelmill.stack.deaths;

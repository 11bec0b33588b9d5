/** The stack as people run it: servers and services in one detached daemon, supervised, controlled over a loopback port. */
package io.reelmill.stack.supervise;

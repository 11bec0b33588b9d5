/** How each of the four servers is laid out, configured, started and found ready. */
package io.reelmill.stack.server;

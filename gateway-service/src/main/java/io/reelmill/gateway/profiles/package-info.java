/** The built-in profiles, and what an output gets that its caller left open. */
package io.reelmill.gateway.profiles;

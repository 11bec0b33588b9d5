/** Who may use the API: one token, checked before anything else is done with a request, and never optional beyond loopback. */
package io.reelmill.gateway.security;

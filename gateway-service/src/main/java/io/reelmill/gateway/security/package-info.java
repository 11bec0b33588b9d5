/**
 * Who may use the API: one token, checked before anything else is done with a request, and never optional beyond loopback;
 * without it, no pages of other sites.
 */
package io.reelmill.gateway.security;

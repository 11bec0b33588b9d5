/** Errors as HTTP clients see them: one closed list of codes, one shape (RFC 9457), one place that writes it. */
package io.reelmill.gateway.problem;

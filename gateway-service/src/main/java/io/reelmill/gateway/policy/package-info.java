/** What an installation decides about failures, read from its configuration. */
package io.reelmill.gateway.policy;

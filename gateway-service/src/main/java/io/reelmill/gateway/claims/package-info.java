/** Leave to run an attempt: given once, durably, and taken back when its holder is gone. */
package io.reelmill.gateway.claims;

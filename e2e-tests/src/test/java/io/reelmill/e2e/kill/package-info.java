/** One job, one fault at one stage of it, and what is demanded afterwards: one row of a matrix each. */
package io.reelmill.e2e.kill;

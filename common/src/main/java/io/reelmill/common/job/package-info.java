/** The closed vocabulary of jobs: their states, how attempts end, and why jobs fail. */
package io.reelmill.common.job;

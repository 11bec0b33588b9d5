/** The keys under which a job's lines are found in the logs. */
package io.reelmill.gateway.logs;

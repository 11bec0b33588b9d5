/** The gateway as the operator knows it: jobs, their events, and the deaths of workers that it is told. */
package io.reelmill.operator.gateway;

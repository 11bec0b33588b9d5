/** The life of a job as one pure function: no I/O, no clock, no framework. */
package io.reelmill.gateway.jobs;

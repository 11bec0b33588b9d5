/** Reconciles a MediaJob with its job at the gateway: observe, validate, act, report. */
package io.reelmill.operator.jobs;

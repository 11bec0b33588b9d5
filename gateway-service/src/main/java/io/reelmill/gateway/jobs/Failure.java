package io.reelmill.gateway.jobs;

import io.reelmill.common.job.FailureCode;

/**
 * Why a job failed.
 *
 * @param code stable reason for machines
 * @param detail a sentence for people: what failed, how often, the last evidence
 */
public record Failure(FailureCode code, String detail) {}

package io.reelmill.cli.transcode;

/**
 * What every input of a call shares.
 *
 * @param job how to encode
 * @param force whether results may replace files
 */
record TranscodeOptions(JobOptions job, boolean force) {}

package io.reelmill.merge;

import io.reelmill.media.run.FfmpegRunner;
import io.reelmill.media.run.FfprobeRunner;
import io.reelmill.storage.ObjectStore;

/**
 * The collaborators of a merge.
 *
 * @param store object storage
 * @param ffmpeg how ffmpeg is run
 * @param ffprobe how ffprobe is run
 * @param threads threads for decoding
 * @param scratchLimit most bytes that an attempt may keep in scratch space
 */
record MergeParts(ObjectStore store, FfmpegRunner ffmpeg, FfprobeRunner ffprobe, int threads, long scratchLimit) {}

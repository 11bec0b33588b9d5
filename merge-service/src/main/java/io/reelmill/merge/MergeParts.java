package io.reelmill.merge;

import io.reelmill.media.memory.MemoryGuard;
import io.reelmill.media.tool.MediaTools;
import io.reelmill.storage.ObjectStore;

/**
 * The collaborators of a merge.
 *
 * @param store object storage
 * @param tools ffmpeg and ffprobe
 * @param guard guards what they take of memory
 * @param threads threads for decoding
 * @param scratchLimit most bytes that an attempt may keep in scratch space
 */
record MergeParts(ObjectStore store, MediaTools tools, MemoryGuard guard, int threads, long scratchLimit) {}

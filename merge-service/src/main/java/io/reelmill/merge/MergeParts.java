package io.reelmill.merge;

import io.reelmill.media.memory.MemoryGuard;
import io.reelmill.media.tool.MediaTools;
import io.reelmill.storage.ObjectStore;
import java.time.Duration;

/**
 * The collaborators of a merge.
 *
 * @param store object storage
 * @param tools ffmpeg and ffprobe
 * @param guard guards what they take of memory
 * @param threads threads for decoding
 * @param scratchLimit most bytes that an attempt may keep in scratch space
 * @param stall how long an ffmpeg may stand still
 */
record MergeParts(
        ObjectStore store, MediaTools tools, MemoryGuard guard, int threads, long scratchLimit, Duration stall) {}

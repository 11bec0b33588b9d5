/** Finds an ffmpeg and an ffprobe that run on this machine. */
package io.reelmill.media.tool;

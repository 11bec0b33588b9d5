/** Runs ffmpeg and ffprobe as child processes: with progress, limits, a way to stop, and nothing left behind. */
package io.reelmill.media.run;

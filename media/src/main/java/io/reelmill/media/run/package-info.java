/** Runs ffmpeg and ffprobe as child processes that are watched, measured and never left behind. */
package io.reelmill.media.run;

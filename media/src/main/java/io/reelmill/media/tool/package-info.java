/** Where ffmpeg and ffprobe are. */
package io.reelmill.media.tool;

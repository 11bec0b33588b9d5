/** Clips whose frames know their number and whose sound knows its time, made by ffmpeg, and read back for assertions. */
package io.reelmill.media.clips;

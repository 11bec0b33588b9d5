/** Command lines as pure functions of plans: what ffmpeg is told to do, without running it. */
package io.reelmill.media.command;

/** Puts picture, sound, subtitles and chapters into one file, each track at its exact time. */
package io.reelmill.merge.mux;

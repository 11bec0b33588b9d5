/** What is in a media file: streams, frames, keyframes and where they are, without decoding it all. */
package io.reelmill.media.probe;

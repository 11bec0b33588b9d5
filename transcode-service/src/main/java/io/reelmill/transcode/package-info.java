/** Encodes one chunk or one audio track at a time. */
package io.reelmill.transcode;

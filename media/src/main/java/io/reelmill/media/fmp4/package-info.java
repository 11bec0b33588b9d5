/** What a chunk's file says of itself. */
package io.reelmill.media.fmp4;

/** Reads and writes the boxes of MP4 files that joining needs: fragments, sample positions, edit lists. */
package io.reelmill.merge.mp4;

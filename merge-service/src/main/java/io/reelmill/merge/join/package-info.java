/** Fetches the chunks of a rendition, checks each alone, and joins their bytes on one timeline. */
package io.reelmill.merge.join;

/** Probes a source, refuses what is not media, and plans what is. */
package io.reelmill.chunker;

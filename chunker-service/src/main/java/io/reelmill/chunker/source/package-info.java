/** Brings a source from an address into storage, from public addresses only. */
package io.reelmill.chunker.source;

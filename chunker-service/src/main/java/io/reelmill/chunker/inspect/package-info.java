/** Finds out what a source is, whether it decodes, and how its pictures can be read in pieces. */
package io.reelmill.chunker.inspect;

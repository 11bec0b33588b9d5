/** What the chunker found in a source and decided: facts, chunks, renditions and tasks. */
package io.reelmill.common.plan;

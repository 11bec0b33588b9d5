/** Planning as pure functions: from facts about a source to chunks, renditions, audio tasks and the memory they need. */
package io.reelmill.chunker.plan;

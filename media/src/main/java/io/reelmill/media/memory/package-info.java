/** Watches the memory of child processes, ends the one at fault before the kernel must, and tells what memory ended. */
package io.reelmill.media.memory;

/** How the table of memory is fitted, and what its predictions are worth. */
package io.reelmill.common.memory;

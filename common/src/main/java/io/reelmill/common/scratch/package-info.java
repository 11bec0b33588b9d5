/** How much scratch space work takes. */
package io.reelmill.common.scratch;

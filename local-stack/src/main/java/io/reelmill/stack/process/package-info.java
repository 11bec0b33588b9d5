/** Child processes that never outlive their parent: start, log, stop, kill. */
package io.reelmill.stack.process;

/** The command {@code reelmill}: what it is called with, how it ends, where it writes. */
package io.reelmill.cli;

/** {@code reelmill up}, {@code down}, {@code scale}, {@code status} and {@code logs}. */
package io.reelmill.cli.stack;

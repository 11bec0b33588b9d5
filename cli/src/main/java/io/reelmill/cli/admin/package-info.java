/** {@code reelmill admin}: dead letters, and sweeps on demand. */
package io.reelmill.cli.admin;

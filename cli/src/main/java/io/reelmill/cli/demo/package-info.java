/** {@code reelmill demo}: a clip made on the spot, and transcoded. */
package io.reelmill.cli.demo;

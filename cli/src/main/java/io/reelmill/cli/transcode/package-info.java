/** {@code reelmill transcode}: files in, verified renditions out. */
package io.reelmill.cli.transcode;

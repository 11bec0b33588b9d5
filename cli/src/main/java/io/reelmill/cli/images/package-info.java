/** {@code reelmill images}: the services as container images, with or without a registry. */
package io.reelmill.cli.images;

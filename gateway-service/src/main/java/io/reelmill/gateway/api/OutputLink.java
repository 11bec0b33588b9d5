package io.reelmill.gateway.api;

import java.net.URI;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a published file can be fetched without a token.
 *
 * @param url address in object storage, signed
 * @param expiresAt when it stops working
 */
@Schema(description = "Where a published file can be fetched without a token")
record OutputLink(URI url, Instant expiresAt) {}

/** Object storage behind one small port, by the MinIO SDK; any S3-compatible store serves. */
package io.reelmill.storage;

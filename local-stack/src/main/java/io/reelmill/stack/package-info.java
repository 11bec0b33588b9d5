/** Kafka, Redis, PostgreSQL and S3 on one machine without containers, for people and for tests. */
package io.reelmill.stack;

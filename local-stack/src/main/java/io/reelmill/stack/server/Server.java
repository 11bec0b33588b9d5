package io.reelmill.stack.server;

import java.util.Locale;

/** A server that the services need. */
public enum Server {
    /** Apache Kafka, one node, KRaft. */
    KAFKA,
    /** Redis with an append-only file. */
    REDIS,
    /** PostgreSQL. */
    POSTGRES,
    /** S3Proxy on a folder. */
    S3;

    /** Its name in logs, status and file names: lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.reelmill.stack.server;

import java.nio.file.Path;

/** The broker's configuration: one node, small buffers, and share groups whose locks outlast the longest encode. */
final class KafkaSettings {

    /** Largest message in bytes: a work item of a long film carries its whole plan. */
    static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

    /** Longest lock that a share group may ask for, in milliseconds. */
    static final int MAX_LOCK_MILLIS = 3_600_000;

    private KafkaSettings() {}

    static String of(int port, int controllerPort, Path data) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=CLIENT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=CLIENT://127.0.0.1:%1$d
                listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=CLIENT
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                message.max.bytes=%4$d
                replica.fetch.max.bytes=%4$d
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=4
                group.share.max.record.lock.duration.ms=%5$d
                group.share.min.record.lock.duration.ms=1000
                group.share.max.delivery.count.limit=10
                broker.heartbeat.interval.ms=1000
                broker.session.timeout.ms=5000
                group.initial.rebalance.delay.ms=0
                log.cleaner.dedupe.buffer.size=2097152
                num.network.threads=2
                num.io.threads=4
                """
                .formatted(port, controllerPort, data, MAX_MESSAGE_BYTES, MAX_LOCK_MILLIS);
    }
}

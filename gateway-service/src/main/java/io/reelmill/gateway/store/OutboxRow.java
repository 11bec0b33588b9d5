package io.reelmill.gateway.store;

import io.reelmill.common.message.Messages;
import io.reelmill.gateway.jobs.Command;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Row of a message to be published; the relay removes it when the broker has it. */
@Entity
@Table(name = "outbox")
class OutboxRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String topic;
    private String key;
    private String payload;

    protected OutboxRow() {}

    OutboxRow(Command command) {
        this(command.topic(), command.key(), Messages.write(command.payload()));
    }

    OutboxRow(String topic, String key, String payload) {
        this.topic = topic;
        this.key = key;
        this.payload = payload;
    }
}

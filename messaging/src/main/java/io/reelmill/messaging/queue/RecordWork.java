package io.reelmill.messaging.queue;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Does what a record asks for. */
public interface RecordWork {

    /**
     * Returns when everything that the record asked for has happened and is stored: then it is acknowledged.
     *
     * @param hold what keeps the record from others meanwhile
     * @throws InterruptedException when the worker stops; the record goes back
     */
    void handle(ConsumerRecord<String, String> message, Hold hold) throws InterruptedException;
}

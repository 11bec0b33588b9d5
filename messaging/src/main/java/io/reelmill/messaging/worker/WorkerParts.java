package io.reelmill.messaging.worker;

import io.reelmill.messaging.kafka.TopicProvisioner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The collaborators of a worker. */
record WorkerParts(
        Identity identity,
        RunningTasks running,
        AttemptWatch watch,
        RecordHandler records,
        Heartbeats heartbeats,
        Recycling recycling,
        ControlListener control,
        Scratch scratch,
        TopicProvisioner topics) {

    /** Collects them. */
    @ApplicationScoped
    static class Producer {
        @Produces
        @Singleton
        WorkerParts parts(
                Identity identity,
                RunningTasks running,
                AttemptWatch watch,
                RecordHandler records,
                Heartbeats heartbeats,
                Recycling recycling,
                ControlListener control,
                Scratch scratch,
                TopicProvisioner topics) {
            return new WorkerParts(identity, running, watch, records, heartbeats, recycling, control, scratch, topics);
        }
    }
}

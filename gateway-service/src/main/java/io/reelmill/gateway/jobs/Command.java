package io.reelmill.gateway.jobs;

import io.reelmill.common.Topics;
import io.reelmill.common.message.Control;
import io.reelmill.common.message.WorkItem;

/** Something to be published because of a decision; stored with it in one transaction. */
public sealed interface Command {

    /** The Kafka topic. */
    String topic();

    /** The key of the record. */
    String key();

    /** What is published, as a record that {@code Messages} can write. */
    Object payload();

    /** Put an attempt into its work queue. Keyed by task, so that a job's work spreads over partitions. */
    record Publish(WorkItem item) implements Command {
        @Override
        public String topic() {
            return item.queue().topic();
        }

        @Override
        public String key() {
            return item.jobId() + "/" + item.taskId();
        }

        @Override
        public WorkItem payload() {
            return item;
        }
    }

    /** Tell every worker to stop something. */
    record Tell(Control control) implements Command {
        @Override
        public String topic() {
            return Topics.CONTROL;
        }

        @Override
        public String key() {
            return control.jobId();
        }

        @Override
        public Control payload() {
            return control;
        }
    }
}

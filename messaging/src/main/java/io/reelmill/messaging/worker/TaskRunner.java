package io.reelmill.messaging.worker;

/** What a service does with a work item it has claimed; one bean per service. */
public interface TaskRunner {

    /**
     * Runs one attempt to its end on the calling thread. Must be idempotent: another attempt may have run before, in part.
     *
     * @return the result, stored already, or how the attempt failed
     * @throws InterruptedException when the thread is told to stop
     * @throws Exception anything else is reported as {@link io.reelmill.common.job.Outcome#INTERNAL}, a
     *     {@link TaskFailure} as what it says
     */
    TaskResult run(TaskContext context) throws Exception;
}

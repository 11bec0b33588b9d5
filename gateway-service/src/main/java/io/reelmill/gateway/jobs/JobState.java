package io.reelmill.gateway.jobs;

import io.reelmill.common.job.JobStatus;
import io.reelmill.common.plan.MergeReport;

/** The state of a job. The methods of each type are its legal moves: an illegal one does not compile. */
public sealed interface JobState {

    /** The state as clients see it. */
    JobStatus status();

    /** A state in which something can still happen. */
    sealed interface Active extends JobState {
        /** The job ends without a result. */
        default Failed failed(Failure why) {
            return new Failed(why);
        }

        /** The job ends on request. */
        default Cancelled cancelled() {
            return new Cancelled();
        }
    }

    /**
     * The source is still being received.
     *
     * @param copyOf the job whose stored source is being copied; null when it comes from the caller
     */
    record Uploading(String copyOf) implements Active {

        /** It comes from the caller. */
        public Uploading() {
            this(null);
        }

        @Override
        public JobStatus status() {
            return JobStatus.UPLOADING;
        }

        /** The source is there. */
        public Queued received() {
            return new Queued();
        }
    }

    /** Accepted; planning has not started. */
    record Queued() implements Active {
        @Override
        public JobStatus status() {
            return JobStatus.QUEUED;
        }

        /** A chunker has claimed the job. */
        public Planning planning() {
            return new Planning();
        }
    }

    /** The source is being read. */
    record Planning() implements Active {
        @Override
        public JobStatus status() {
            return JobStatus.PLANNING;
        }

        /** The plan is there. */
        public Encoding planned() {
            return new Encoding();
        }
    }

    /** Chunks and audio tracks are being encoded. */
    record Encoding() implements Active {
        @Override
        public JobStatus status() {
            return JobStatus.ENCODING;
        }

        /** All encodes are stored. */
        public Merging encoded() {
            return new Merging();
        }
    }

    /** Encodes are joined, muxed and verified. */
    record Merging() implements Active {
        @Override
        public JobStatus status() {
            return JobStatus.MERGING;
        }

        /** Some encodes were found bad and are done again. */
        public Encoding rejected() {
            return new Encoding();
        }

        /** Verified media is published. */
        public Completed merged(MergeReport report) {
            return new Completed(report);
        }
    }

    /** Verified media is published; what and how it was checked is in the report. */
    record Completed(MergeReport report) implements JobState {
        @Override
        public JobStatus status() {
            return JobStatus.COMPLETED;
        }
    }

    /** Ended without a result. */
    record Failed(Failure failure) implements JobState {
        @Override
        public JobStatus status() {
            return JobStatus.FAILED;
        }
    }

    /** Ended on request. */
    record Cancelled() implements JobState {
        @Override
        public JobStatus status() {
            return JobStatus.CANCELLED;
        }
    }
}

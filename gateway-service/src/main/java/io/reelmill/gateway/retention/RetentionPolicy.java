package io.reelmill.gateway.retention;

import io.reelmill.common.job.JobStatus;
import io.reelmill.gateway.store.JobIds;
import io.reelmill.storage.UnfinishedUpload;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Decides what may go; pure. */
final class RetentionPolicy {

    private final RetentionConfig config;

    RetentionPolicy(RetentionConfig config) {
        this.config = config;
    }

    /** A kind of object, by the first part of its key. */
    enum Kind {
        /** What a job reads. */
        SOURCE("raw/"),
        /** A source prepared for reading at random. */
        NORMALISED("chunks/"),
        /** Encodes that wait for their merge. */
        ENCODE("transcoded/"),
        /** Published files. */
        OUTPUT("output/");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        String prefix() {
            return prefix;
        }

        String prefix(String jobId) {
            return prefix + jobId + "/";
        }

        /** The job that a key of whatever kind belongs to; empty for a key that is not ours. */
        static Optional<String> ownerOf(String key) {
            return Arrays.stream(values())
                    .flatMap(kind -> kind.jobOf(key).stream())
                    .findFirst();
        }

        /** The job that a key of this kind belongs to; empty for a key that is not ours. */
        Optional<String> jobOf(String key) {
            int end = key.indexOf('/', prefix.length());
            return key.startsWith(prefix) && end > prefix.length()
                    ? Optional.of(key.substring(prefix.length(), end))
                    : Optional.empty();
        }
    }

    /**
     * What is known of a job.
     *
     * @param state where it stands
     * @param endedAt when it ended, null while it has not
     */
    record JobFacts(JobStatus state, Instant endedAt) {}

    /**
     * Whether all objects of one kind of one job may go.
     *
     * @param job null when there is no record of it
     * @param newest when the newest of the objects was written
     */
    boolean expired(Kind kind, JobFacts job, Instant newest, Instant now) {
        if (job == null) {
            return newest.plus(config.orphans()).isBefore(now);
        }
        return job.endedAt() != null
                && job.endedAt().plus(kept(kind, job.state())).isBefore(now);
    }

    /**
     * Whether nobody will finish an upload. Its age counts, but not alone: there are stores that do not know it, and whose
     * job has ended or is gone can be told without them.
     *
     * @param jobId the job whose object it would become, null when it is nobody's
     * @param job null when there is no record of the job
     */
    boolean abandoned(UnfinishedUpload upload, String jobId, JobFacts job, Instant now) {
        boolean old = upload.begun().plus(config.multiparts()).isBefore(now);
        if (old || jobId == null) {
            return old;
        }
        return job == null
                ? JobIds.madeAt(jobId)
                        .filter(made -> made.plus(config.orphans()).isBefore(now))
                        .isPresent()
                : job.endedAt() != null;
    }

    /** What a job that came to nothing has published is half a result. */
    private Duration kept(Kind kind, JobStatus state) {
        return switch (kind) {
            case SOURCE -> config.sources();
            case OUTPUT -> state == JobStatus.COMPLETED ? config.outputs() : Duration.ZERO;
            case NORMALISED, ENCODE -> Duration.ZERO;
        };
    }
}

package io.reelmill.merge.publish;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.message.Messages;
import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.plan.OutputFile;
import io.reelmill.merge.attempt.MergeAttempt;
import io.reelmill.merge.attempt.StorageFailures;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/**
 * Publishes a job's files and then the report, whose presence says that all of them are there. Names depend on the job
 * alone, so that a repeat writes the same objects again.
 */
public final class Publisher {

    private static final int UPLOADS_AT_ONCE = 2;

    private final ObjectStore store;

    public Publisher(ObjectStore store) {
        this.store = store;
    }

    /** Stores everything; the report's checks must all have passed. */
    public MergeReport publish(
            MergeAttempt attempt,
            String jobId,
            List<VerifiedFile> files,
            List<MergeReport.Check> checks,
            List<String> warnings)
            throws TaskFailure, IOException, InterruptedException {
        try {
            List<OutputFile> outputs =
                    attempt.parallel().map(files, UPLOADS_AT_ONCE, file -> upload(attempt, jobId, file));
            MergeReport report = new MergeReport(jobId, outputs, checks, warnings);
            byte[] json = Messages.write(report).getBytes(StandardCharsets.UTF_8);
            attempt.check();
            store.upload(
                    ObjectKeys.report(jobId),
                    new ByteArrayInputStream(json),
                    OptionalLong.of(json.length),
                    "application/json");
            return report;
        } catch (StorageException e) {
            attempt.check();
            throw StorageFailures.of(e);
        }
    }

    private OutputFile upload(MergeAttempt attempt, String jobId, VerifiedFile file) throws IOException {
        String key = ObjectKeys.output(jobId, file.fileName());
        long bytes = Files.size(file.path());
        MessageDigest digest = sha256();
        try (InputStream in =
                new StoppableStream(new DigestInputStream(Files.newInputStream(file.path()), digest), attempt)) {
            store.upload(key, in, OptionalLong.of(bytes), file.contentType());
        }
        return new OutputFile(
                file.rendition(),
                key,
                file.contentType(),
                bytes,
                HexFormat.of().formatHex(digest.digest()),
                file.width(),
                file.height(),
                file.frames(),
                file.durationSeconds(),
                file.audioTracks(),
                file.subtitleTracks());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

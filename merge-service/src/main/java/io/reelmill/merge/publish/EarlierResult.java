package io.reelmill.merge.publish;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.message.Messages;
import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.common.plan.OutputFile;
import io.reelmill.merge.attempt.MergeAttempt;
import io.reelmill.merge.attempt.StorageFailures;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Finds what an earlier attempt published before its worker was lost, so that it is not done again. The report is written
 * last and only of files that were verified; that the files are still those is read from their checksums.
 */
public final class EarlierResult {

    private static final Logger LOG = Logger.getLogger(EarlierResult.class);

    private final ObjectStore store;

    public EarlierResult(ObjectStore store) {
        this.store = store;
    }

    /** The report of everything that is published; empty unless all of it is there and as it was. */
    public Optional<MergeReport> find(MergeAttempt attempt, String jobId) throws TaskFailure, IOException {
        try {
            ObjectRef object = store.ref(ObjectKeys.report(jobId));
            if (store.stat(object).isEmpty()) {
                return Optional.empty();
            }
            MergeReport report = Messages.read(text(object), MergeReport.class);
            for (OutputFile output : report.outputs()) {
                if (!same(attempt, output)) {
                    LOG.infof("%s is not what was published; it is made again", output.key());
                    return Optional.empty();
                }
            }
            return Optional.of(report);
        } catch (Messages.UndecodableMessageException e) {
            LOG.infof("The report of an earlier attempt cannot be read: %s", e.getMessage());
            return Optional.empty();
        } catch (StorageException e) {
            attempt.check();
            throw StorageFailures.of(e);
        }
    }

    private String text(ObjectRef object) throws IOException {
        try (InputStream in = store.open(object, 0)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private boolean same(MergeAttempt attempt, OutputFile output) throws IOException {
        ObjectRef object = store.ref(output.key());
        boolean whole = store.stat(object)
                .filter(stored -> stored.bytes() == output.bytes())
                .isPresent();
        if (!whole) {
            return false;
        }
        MessageDigest digest = Publisher.sha256();
        try (InputStream in = new DigestInputStream(new StoppableStream(store.open(object, 0), attempt), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest()).equals(output.sha256());
    }
}

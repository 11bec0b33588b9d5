package io.reelmill.merge;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.common.plan.RenditionPlan;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.common.plan.TaskSpec;
import io.reelmill.merge.attempt.MergeAttempt;
import io.reelmill.merge.attempt.StorageFailures;
import io.reelmill.merge.join.ChunkInput;
import io.reelmill.merge.join.Fetch;
import io.reelmill.merge.join.JoinInputs;
import io.reelmill.merge.join.JoinResult;
import io.reelmill.merge.join.Joiner;
import io.reelmill.merge.mux.AudioFiles;
import io.reelmill.merge.mux.AudioInput;
import io.reelmill.merge.publish.Publisher;
import io.reelmill.merge.publish.VerifiedFile;
import io.reelmill.merge.verify.ChunkEvidence;
import io.reelmill.merge.verify.ChunkProof;
import io.reelmill.merge.verify.PublishedProof;
import io.reelmill.merge.verify.SourcePictures;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.messaging.worker.TaskResult;
import io.reelmill.storage.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One attempt to merge a job: all renditions are joined, muxed and proved; then either all is published, or nothing is and
 * the encodes at fault are named, all of them at once.
 */
final class Merge {

    private final MergeAttempt attempt;
    private final MergeParts parts;
    private final String jobId;
    private final TaskWork.Merge work;
    private final JoinInputs inputs;
    private final List<TaskEvent.Rejection> rejections = new ArrayList<>();
    private final List<MergeReport.Check> checks = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<VerifiedFile> files = new ArrayList<>();

    Merge(MergeAttempt attempt, MergeParts parts, String jobId, TaskWork.Merge work) {
        this.attempt = attempt;
        this.parts = parts;
        this.jobId = jobId;
        this.work = work;
        this.inputs = new JoinInputs(work);
        warnings.addAll(work.plan().warnings());
        warnings.addAll(SourceDamage.warnings(work));
    }

    TaskResult run() throws TaskFailure, IOException, InterruptedException {
        JobPlan plan = work.plan();
        SourcePictures pictures = plan.chunks().isEmpty()
                ? null
                : new SourcePictures(
                        attempt, threads(), address(plan.media()), plan.facts().video(), plan.chunks());
        Map<String, AudioInput> audio = audio();
        RenditionMerge merge =
                new RenditionMerge(attempt, new PublishedProof(work.allowPartial()), work, address(plan.source()));
        for (RenditionPlan rendition : plan.renditions()) {
            attempt.check();
            merge(merge, rendition, pictures, audio);
        }
        if (!rejections.isEmpty()) {
            return new TaskResult.Rejected(rejections.stream().distinct().toList());
        }
        requirePassed();
        attempt.progress(files.stream().mapToLong(VerifiedFile::frames).sum());
        return new TaskResult.Merged(new Publisher(parts.store()).publish(attempt, jobId, files, checks, warnings));
    }

    private int threads() {
        return work.lean() ? 1 : parts.threads();
    }

    private String address(ObjectRef object) throws TaskFailure {
        try {
            return parts.store().presign(object, attempt.linkValidity()).toString();
        } catch (StorageException e) {
            throw StorageFailures.of(e);
        }
    }

    /** All audio tracks of the job by task. */
    private Map<String, AudioInput> audio() throws TaskFailure, IOException, InterruptedException {
        Map<String, TaskSpec> specs = work.plan().tasks().stream().collect(Collectors.toMap(TaskSpec::id, t -> t));
        List<Map.Entry<TaskOutput, AudioTrack>> tracks = work.plan().renditions().stream()
                .flatMap(r -> r.audioTasks().stream())
                .distinct()
                .map(id -> Map.entry(
                        inputs.output(id),
                        work.plan().facts().audio().get(specs.get(id).audio())))
                .toList();
        AudioFiles.Result result = new AudioFiles(new Fetch(parts.store())).fetch(attempt, tracks);
        rejections.addAll(result.rejections());
        return result.inputs().stream().collect(Collectors.toMap(a -> a.output().taskId(), a -> a));
    }

    private void merge(
            RenditionMerge merge, RenditionPlan rendition, SourcePictures pictures, Map<String, AudioInput> audio)
            throws TaskFailure, IOException, InterruptedException {
        JoinResult join = new JoinResult(null, List.of());
        ChunkProof proof = null;
        if (rendition.video() != null) {
            List<ChunkInput> chunks = inputs.chunks(rendition);
            requireFrames(rendition, chunks);
            join = new Joiner(new Fetch(parts.store()))
                    .join(attempt, work.plan().facts().video(), rendition.name(), chunks);
            rejections.addAll(join.rejections());
            proof = join.joined() == null ? null : prepare(rendition, join, pictures);
        }
        List<AudioInput> tracks = rendition.audioTasks().stream()
                .map(audio::get)
                .filter(Objects::nonNull)
                .toList();
        boolean whole = join.rejections().isEmpty()
                && tracks.size() == rendition.audioTasks().size();
        if (whole) {
            RenditionMerge.Merged merged = merge.merge(rendition, join.joined(), proof, tracks);
            rejections.addAll(merged.rejections());
            checks.addAll(merged.checks());
            warnings.addAll(merged.warnings());
            files.add(merged.file());
        } else if (proof != null) {
            ChunkEvidence evidence = proof.prove();
            rejections.addAll(evidence.rejections());
        }
    }

    /** Where a part is allowed, not even one frame is still too little. */
    private static void requireFrames(RenditionPlan rendition, List<ChunkInput> chunks) throws TaskFailure {
        if (chunks.isEmpty()) {
            throw new TaskFailure(Outcome.BAD_MEDIA, "no frame of the source decodes for " + rendition.name());
        }
    }

    private ChunkProof prepare(RenditionPlan rendition, JoinResult join, SourcePictures pictures)
            throws TaskFailure, IOException, InterruptedException {
        return ChunkProof.prepare(
                attempt, threads(), rendition.name(), work.plan().facts().video(), join.joined(), pictures);
    }

    private void requirePassed() throws TaskFailure {
        List<String> failed = checks.stream()
                .filter(c -> !c.passed())
                .map(c -> "%s of %s: %s".formatted(c.name(), c.rendition(), c.detail()))
                .toList();
        if (!failed.isEmpty()) {
            throw new TaskFailure(Outcome.VERIFY_FAILED, "not published: " + String.join("; ", failed));
        }
    }
}

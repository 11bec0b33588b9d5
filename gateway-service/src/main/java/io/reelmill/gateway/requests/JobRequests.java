package io.reelmill.gateway.requests;

import io.reelmill.common.spec.JobSpec;
import io.reelmill.common.spec.MemorySpec;
import io.reelmill.common.spec.OutputSpec;
import io.reelmill.common.spec.Source;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.profiles.Profile;
import io.reelmill.gateway.profiles.Profiles;
import io.reelmill.gateway.store.NewJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks requests completely and applies every default. All methods throw {@code VALIDATION_FAILED} naming each fault. */
public final class JobRequests {

    private static final int MAX_OUTPUTS = 10;
    private static final int MAX_KEY_LENGTH = 255;
    private static final int MAX_PRIORITY = 100;
    private static final int MAX_RETRIES = 10;
    private static final double MIN_CHUNK_SECONDS = 2;
    private static final double MAX_CHUNK_SECONDS = 120;

    private final JobRequest request;
    private final Findings findings = new Findings();

    private JobRequests(JobRequest request) {
        this.request = request;
    }

    /** A job whose source is named in the request. */
    public static JobOrder order(JobRequest request, SourcePolicy policy, Instant now) {
        JobRequests check = new JobRequests(request);
        Source source = policy.check(request.source(), check.findings);
        return check.finish(source, "outputs[%d]", now);
    }

    /** A job whose source is another job's: the request must not name one. */
    private static JobOrder orderFor(Source source, JobRequest request, Instant now) {
        JobRequests check = new JobRequests(request);
        check.findings.check(request.source() == null, "source", "must not be given here");
        return check.finish(source, "outputs[%d]", now);
    }

    /** The same for parameters, where the one output's settings stand beside everything else. */
    public static JobOrder orderForUpload(Source source, JobRequest request, Instant now) {
        return new JobRequests(request).finish(source, "", now);
    }

    /**
     * A job on the source of an earlier one. What the request leaves open is as it was there, but for deadline and start,
     * which belonged to that time.
     *
     * @param source the source, or its copy
     */
    public static JobOrder again(Job old, Source source, JobRequest request, Instant now) {
        JobSpec spec = old.spec();
        JobRequest filled = new JobRequest(
                request.source(),
                request.profile(),
                request.outputs(),
                request.priority() == null ? Integer.valueOf(old.scheduling().priority()) : request.priority(),
                request.deadline(),
                request.notBefore(),
                request.labels() == null ? old.labels() : request.labels(),
                request.chunkSeconds() == null ? Double.valueOf(spec.chunkSeconds()) : request.chunkSeconds(),
                request.allowPartial() == null ? Boolean.valueOf(spec.allowPartial()) : request.allowPartial(),
                request.retries() == null ? spec.retries() : request.retries(),
                request.memory() == null ? MemoryRequest.of(spec.memory()) : request.memory());
        JobOrder order = orderFor(source, filled, now);
        if (request.profile() != null || request.outputs() != null) {
            return order;
        }
        JobSpec same = new JobSpec(
                source,
                spec.profile(),
                spec.outputs(),
                order.spec().chunkSeconds(),
                order.spec().allowPartial(),
                order.spec().retries(),
                order.spec().memory());
        return new JobOrder(same, order.scheduling(), order.labels());
    }

    /** Names a request, so that its repetition finds the same job; null without a key. */
    public static NewJob.Idempotency idempotency(String key, Object... request) {
        if (key == null) {
            return null;
        }
        if (key.isBlank() || key.length() > MAX_KEY_LENGTH) {
            throw ProblemException.invalid("Idempotency-Key", "must be 1 to %d characters".formatted(MAX_KEY_LENGTH));
        }
        return new NewJob.Idempotency(key, RequestJson.digest(request));
    }

    /** Checks changes of a job. */
    public static void check(JobPatch patch, Instant now) {
        Findings findings = new Findings();
        boolean empty = patch.suspended() == null && patch.priority() == null && patch.deadline() == null;
        findings.check(!empty, "", "nothing to change: give suspended, priority or deadline");
        findings.range(patch.priority(), -MAX_PRIORITY, MAX_PRIORITY, "priority");
        Instant deadline = patch.deadline() == null ? null : patch.deadline().orElse(null);
        Times.checkDeadline(deadline, now, findings);
        findings.throwIfAny();
    }

    /** Checks changes against the job that they are for. */
    public static void check(JobPatch patch, Scheduling scheduling) {
        Instant notBefore = scheduling.notBefore();
        Instant deadline = patch.deadline() == null ? null : patch.deadline().orElse(null);
        if (!Times.ordered(notBefore, deadline)) {
            throw ProblemException.invalid("deadline", "must be after the job's notBefore, " + notBefore);
        }
    }

    private JobOrder finish(Source source, String path, Instant now) {
        Profile base = profile();
        List<OutputSpec> outputs = outputs(base, path);
        Scheduling scheduling = scheduling(now);
        findings.range(request.chunkSeconds(), MIN_CHUNK_SECONDS, MAX_CHUNK_SECONDS, "chunkSeconds");
        findings.range(request.retries(), 0, MAX_RETRIES, "retries");
        Map<String, String> labels = request.labels() == null ? Map.of() : request.labels();
        Labels.check(labels, findings);
        MemorySpec memory =
                request.memory() == null ? MemorySpec.DEFAULT : request.memory().resolve(findings);
        findings.throwIfAny();
        JobSpec spec = new JobSpec(
                source,
                request.outputs() == null ? base.name() : null,
                outputs,
                request.chunkSeconds() == null ? JobSpec.DEFAULT_CHUNK_SECONDS : request.chunkSeconds(),
                Boolean.TRUE.equals(request.allowPartial()),
                request.retries(),
                memory);
        return new JobOrder(spec, scheduling, labels);
    }

    private Profile profile() {
        if (request.profile() == null) {
            return Profiles.BALANCED;
        }
        return Profiles.named(request.profile()).orElseGet(() -> {
            findings.add("profile", "must be one of " + Profiles.names());
            return Profiles.BALANCED;
        });
    }

    private List<OutputSpec> outputs(Profile base, String path) {
        List<OutputRequest> asked = request.outputs() == null ? List.of(OutputRequest.OPEN) : request.outputs();
        findings.check(
                !asked.isEmpty() && asked.size() <= MAX_OUTPUTS,
                "outputs",
                "must have 1 to %d elements".formatted(MAX_OUTPUTS));
        List<OutputSpec> outputs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            String at = path.formatted(i);
            OutputRequest one = asked.get(i) == null ? OutputRequest.OPEN : asked.get(i);
            OutputSpec output = OutputRequests.resolve(one, base, at, findings);
            findings.check(
                    names.add(output.name()),
                    at + ".name",
                    "\"%s\" is taken by another output".formatted(output.name()));
            outputs.add(output);
        }
        return outputs;
    }

    private Scheduling scheduling(Instant now) {
        Instant deadline = request.deadline();
        Instant notBefore = request.notBefore();
        findings.range(request.priority(), -MAX_PRIORITY, MAX_PRIORITY, "priority");
        Times.check(notBefore, deadline, now, findings);
        return new Scheduling(false, request.priority() == null ? 0 : request.priority(), deadline, notBefore);
    }
}

package io.reelmill.gateway.api;

import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.plan.OutputFile;
import io.reelmill.common.spec.Source;
import io.reelmill.gateway.api.JobView.FailureView;
import io.reelmill.gateway.api.JobView.Links;
import io.reelmill.gateway.api.JobView.OutputView;
import io.reelmill.gateway.api.JobView.SourceView;
import io.reelmill.gateway.jobs.Failure;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.progress.Progress;
import io.reelmill.gateway.progress.Stage;
import java.util.List;
import java.util.Map;

/** Shows jobs. */
final class JobViews {

    private static final String JOBS = "/api/v1/jobs/";

    private JobViews() {}

    static String path(String jobId) {
        return JOBS + jobId;
    }

    /**
     * The job as clients see it.
     *
     * @param live frames per task of what runs; may lack anything
     * @param bucket where published files are
     */
    static JobView of(Job job, Map<String, Long> live, String bucket) {
        Progress progress = Progress.of(job, live);
        return new JobView(
                job.id(),
                job.status(),
                job.scheduling().suspended(),
                job.scheduling().priority(),
                job.labels(),
                job.spec().profile(),
                source(job.spec().source()),
                progress.percent(),
                progress.framesDone(),
                progress.framesTotal(),
                progress.renditions(),
                progress.audio(),
                Stage.of(job),
                job.warnings(),
                job.failure().map(JobViews::failure).orElse(null),
                job.timeline().createdAt(),
                job.timeline().startedAt(),
                job.timeline().endedAt(),
                job.scheduling().deadline(),
                job.scheduling().notBefore(),
                progress.retries(),
                job.report().map(report -> outputs(job, report, bucket)).orElse(List.of()),
                links(job.id()));
    }

    private static SourceView source(Source source) {
        String url = source.url() == null ? null : source.url().replaceFirst("[?#].*", "");
        return new SourceView(source.bucket(), source.key(), url, source.fileName());
    }

    private static FailureView failure(Failure failure) {
        return new FailureView(failure.code(), failure.detail(), failure.code().advice());
    }

    private static List<OutputView> outputs(Job job, MergeReport report, String bucket) {
        return report.outputs().stream()
                .map(file -> output(
                        job.id(),
                        downloadName(job.spec().source().fileName(), file),
                        file,
                        "s3://" + bucket + "/" + file.key()))
                .toList();
    }

    private static OutputView output(String jobId, String fileName, OutputFile file, String s3) {
        return new OutputView(
                file.name(),
                fileName,
                file.contentType(),
                file.bytes(),
                file.sha256(),
                file.width(),
                file.height(),
                file.frames(),
                file.durationSeconds(),
                file.audioTracks(),
                file.subtitleTracks(),
                path(jobId) + "/outputs/" + file.name(),
                s3);
    }

    /** The source's name with the rendition's, in the container that was made. */
    static String downloadName(String sourceName, OutputFile file) {
        String key = file.key();
        String extension = key.substring(Math.max(key.lastIndexOf('.'), key.lastIndexOf('/') + 1));
        if (sourceName == null) {
            return file.name() + extension;
        }
        int dot = sourceName.lastIndexOf('.');
        return (dot > 0 ? sourceName.substring(0, dot) : sourceName) + "-" + file.name() + extension;
    }

    private static Links links(String jobId) {
        String self = path(jobId);
        return new Links(self, self + "/events", self + "/tasks", self + "/cancel", self + "/retry", self + "/report");
    }
}

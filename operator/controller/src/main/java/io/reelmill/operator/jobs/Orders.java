package io.reelmill.operator.jobs;

import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.MediaJobSpec;
import io.reelmill.operator.api.MemoryPolicy;
import io.reelmill.operator.api.Output;
import io.reelmill.operator.api.Source;
import io.reelmill.operator.gateway.JobOrder;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is asked of the gateway for a MediaJob. Pure. */
final class Orders {

    /** Label of a job that holds the uid of its MediaJob. */
    static final String UID = MediaJob.GROUP + "/uid";

    private static final String NAMESPACE = MediaJob.GROUP + "/namespace";
    private static final String NAME = MediaJob.GROUP + "/name";

    private Orders() {}

    /**
     * The order for a MediaJob.
     *
     * @param profile outputs of the profile that it names; null where it names none, or one that is built into the gateway
     */
    static JobOrder of(MediaJob job, List<Output> profile) {
        MediaJobSpec spec = job.getSpec();
        List<Output> outputs = spec.outputs() != null ? spec.outputs() : profile;
        return new JobOrder(
                source(spec.source()),
                outputs == null ? spec.profile() : null,
                outputs == null ? null : outputs.stream().map(Orders::output).toList(),
                Map.of(
                        UID, job.getMetadata().getUid(),
                        NAMESPACE, job.getMetadata().getNamespace(),
                        NAME, job.getMetadata().getName()),
                spec.chunking() == null || spec.chunking().seconds() == null
                        ? null
                        : spec.chunking().seconds().doubleValue(),
                spec.retries(),
                spec.memory() == null ? null : memory(spec.memory()));
    }

    private static JobOrder.Source source(Source source) {
        JobOrder.S3Object s3 = source.s3() == null
                ? null
                : new JobOrder.S3Object(source.s3().bucket(), source.s3().key());
        return new JobOrder.Source(s3, source.url(), source.fileName());
    }

    private static JobOrder.Output output(Output output) {
        return new JobOrder.Output(
                output.name(),
                lower(output.codec()),
                output.preset(),
                output.height(),
                output.upscale(),
                output.crf(),
                output.bitrate(),
                output.maxBitrate(),
                lower(output.deinterlace()),
                output.audio(),
                output.audioBitrate(),
                lower(output.channels()));
    }

    private static JobOrder.Memory memory(MemoryPolicy memory) {
        return new JobOrder.Memory(lower(memory.onOom()), memory.maxOomRetries(), lower(memory.memoryClass()));
    }

    private static String lower(Enum<?> choice) {
        return choice == null ? null : choice.name().toLowerCase(Locale.ROOT);
    }
}

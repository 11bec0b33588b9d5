package io.reelmill.common.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.reelmill.common.plan.AudioSettings;
import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.spec.JobSpec;
import java.util.List;

/** What a work item asks a worker to do; complete in itself, so that a worker needs no other service to start. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TaskWork.Plan.class, name = "PLAN"),
    @JsonSubTypes.Type(value = TaskWork.EncodeChunk.class, name = "CHUNK"),
    @JsonSubTypes.Type(value = TaskWork.EncodeAudio.class, name = "AUDIO"),
    @JsonSubTypes.Type(value = TaskWork.Merge.class, name = "MERGE")
})
public sealed interface TaskWork {

    /** Probe the source and plan it; a URL is fetched into storage first. */
    record Plan(JobSpec spec) implements TaskWork {
        public Plan {
            Required.field(spec, "spec");
        }
    }

    /**
     * Encode one chunk of one rendition.
     *
     * @param lean with the command that needs the least memory and still joins with the others: one thread, a short
     *     lookahead
     * @param allowPartial whether fewer frames will do where the source does not decode to all of them
     */
    record EncodeChunk(
            ObjectRef media,
            VideoTrack track,
            Chunk chunk,
            String rendition,
            VideoSettings settings,
            boolean lean,
            boolean allowPartial)
            implements TaskWork {
        public EncodeChunk {
            Required.field(media, "media");
            Required.field(track, "track");
            Required.field(chunk, "chunk");
            Required.text(rendition, "rendition");
            Required.field(settings, "settings");
        }

        /** With the ordinary command, all frames or none. */
        public EncodeChunk(ObjectRef media, VideoTrack track, Chunk chunk, String rendition, VideoSettings settings) {
            this(media, track, chunk, rendition, settings, false, false);
        }
    }

    /** Encode one audio track, whole. */
    record EncodeAudio(ObjectRef source, AudioTrack track, AudioSettings settings) implements TaskWork {
        public EncodeAudio {
            Required.field(source, "source");
            Required.field(track, "track");
            Required.field(settings, "settings");
        }
    }

    /**
     * Join, mux, verify and publish every rendition of the plan.
     *
     * @param lean with one thread to a decoder, which needs the least memory
     */
    record Merge(JobPlan plan, String fileName, boolean allowPartial, List<TaskOutput> encodes, boolean lean)
            implements TaskWork {
        public Merge {
            Required.field(plan, "plan");
            encodes = List.copyOf(Required.field(encodes, "encodes"));
        }
    }
}

package io.reelmill.transcode;

import io.reelmill.common.message.TaskWork;
import io.reelmill.common.plan.AudioSettings;
import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.spec.VideoCodec;
import io.reelmill.media.Decoded;
import io.reelmill.storage.ObjectStore;
import java.nio.file.Path;
import java.util.UUID;

/** A clip of 25 frames per second in the store, and work on parts of it; the sound is the second stream. */
record TestingSource(ObjectRef object, Path file, int frames) {

    static TestingSource stored(ObjectStore store, Path file, int frames) {
        ObjectRef object = store.ref("raw/" + UUID.randomUUID() + "/source");
        store.upload(object.key(), file, "application/octet-stream");
        return new TestingSource(object, file, frames);
    }

    TaskWork audio() {
        AudioTrack track =
                new AudioTrack(1, "aac", 2, "stereo", 48_000, "eng", null, true, new Rational(0, 1), frames / 25d);
        return new TaskWork.EncodeAudio(object, track, new AudioSettings(128_000, 2, "stereo", 48_000));
    }

    /** Frames from one number up to another, decoded from the keyframe with a number, or from the start for null. */
    TaskWork chunk(int from, int to, Long keyframe, boolean allowPartial) {
        Rational base = Decoded.timeBase(file);
        long ticks = base.den() / base.num() / 25;
        VideoTrack track = new VideoTrack(
                0,
                "h264",
                320,
                180,
                0,
                null,
                "yuv420p",
                8,
                ColorFacts.UNKNOWN,
                false,
                base,
                new Rational(25, 1),
                false,
                frames,
                0,
                frames * ticks,
                0,
                VideoTrack.Access.RANDOM);
        Long seek = keyframe == null ? null : Long.valueOf(keyframe * ticks);
        Chunk chunk = new Chunk(1, from, to - from, from * ticks, to * ticks, seek);
        VideoSettings settings =
                new VideoSettings(VideoCodec.H264, "ultrafast", 320, 180, 23.0, null, null, null, "yuv420p", 50, false);
        return new TaskWork.EncodeChunk(object, track, chunk, "main", settings, false, allowPartial);
    }
}

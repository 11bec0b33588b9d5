package io.reelmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reelmill.common.job.Outcome;
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
import io.reelmill.media.CuttingServer;
import io.reelmill.media.Decoded;
import io.reelmill.media.TestClips;
import io.reelmill.messaging.worker.TaskFailure;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that ends its answers early is at fault, and not the media; what was made of half of it is not stored. */
class CutSourceIT {

    private static final int FRAMES = 500;

    @TempDir
    Path directory;

    private TestingEncoders encoders;
    private ObjectRef source;
    private Path file;

    @BeforeEach
    void open() {
        encoders = new TestingEncoders(directory);
    }

    private void source(String name) {
        file = TestClips.clip().frames(FRAMES).audio("eng").write(directory.resolve(name));
        source = encoders.store().ref("raw/" + UUID.randomUUID() + "/source");
        encoders.store().upload(source.key(), file, "application/octet-stream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut.mp4", "cut.mkv", "cut.ts"})
    void half_of_the_sound_is_no_sound(String name) throws Exception {
        source(name);

        TaskFailure failure = cut(audio());

        assertThat(failure.outcome()).isEqualTo(Outcome.STORAGE_UNAVAILABLE);
        assertThat(failure).hasMessageContaining("broke off");
        assertThat(whole(audio())).isCloseTo(48_000L * FRAMES / 25, org.assertj.core.data.Offset.offset(4_096L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut.mp4", "cut.mkv"})
    void a_chunk_whose_reading_broke_off_is_not_called_bad_media(String name) throws Exception {
        source(name);

        TaskFailure failure = cut(chunk());

        assertThat(failure.outcome()).isEqualTo(Outcome.STORAGE_UNAVAILABLE);
        assertThat(whole(chunk())).isEqualTo(FRAMES / 2);
    }

    private TaskFailure cut(TaskWork work) throws Exception {
        try (CuttingServer server = CuttingServer.of(file, 0.6)) {
            return catchThrowableOfType(TaskFailure.class, () -> encoders.readingFrom(server.address())
                    .encode(work));
        }
    }

    private long whole(TaskWork work) throws Exception {
        return encoders.readingFrom(null).encode(work).frames();
    }

    private TaskWork audio() {
        AudioTrack track =
                new AudioTrack(1, "aac", 2, "stereo", 48_000, "eng", null, true, new Rational(0, 1), FRAMES / 25d);
        return new TaskWork.EncodeAudio(source, track, new AudioSettings(128_000, 2, "stereo", 48_000));
    }

    /** The second half, decoded from the keyframe before it. */
    private TaskWork chunk() {
        Rational base = Decoded.timeBase(file);
        long frame = base.den() / base.num() / 25;
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
                FRAMES,
                0,
                FRAMES * frame,
                0,
                VideoTrack.Access.RANDOM);
        int half = FRAMES / 2;
        Chunk chunk = new Chunk(1, half, half, half * frame, FRAMES * frame, (half - 25) * frame);
        VideoSettings settings =
                new VideoSettings(VideoCodec.H264, "ultrafast", 320, 180, 23.0, null, null, null, "yuv420p", 50, false);
        return new TaskWork.EncodeChunk(source, track, chunk, "main", settings);
    }
}

package io.reelmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.media.Damage;
import io.reelmill.media.TestClips;
import io.reelmill.messaging.worker.TaskFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the source itself cannot decode is told; whether fewer frames than planned will do is for the caller to say. */
class DamagedSourceIT {

    private static final int FRAMES = 300;

    @TempDir
    Path directory;

    private TestingEncoders encoders;
    private TestingSource source;

    private void source(String name, int from, int to) throws Exception {
        encoders = new TestingEncoders(directory);
        Path file = TestClips.clip().frames(FRAMES).audio("eng").write(directory.resolve(name));
        Damage.frames(file, from, to);
        source = TestingSource.stored(encoders.store(), file, FRAMES);
    }

    @Test
    void frames_that_do_not_decode_fail_the_chunk_with_both_numbers() throws Exception {
        source("damaged.mp4", 160, 163);

        TaskFailure failure =
                catchThrowableOfType(TaskFailure.class, () -> encoders.encode(source.chunk(100, 200, 75L, false)));

        assertThat(failure.outcome()).isEqualTo(Outcome.BAD_MEDIA);
        assertThat(failure)
                .hasMessageContainingAll("100 frames planned, 97 encoded", "complained", "frames 100–199", "allowed");
    }

    @Test
    void they_are_missing_in_the_chunk_where_that_is_allowed() throws Exception {
        source("damaged.mp4", 160, 163);

        TaskOutput output = encoders.encode(source.chunk(100, 200, 75L, true));

        assertThat(output.frames()).isEqualTo(97);
        assertThat(output.decodeErrors()).isPositive();
    }

    @Test
    void damage_that_hides_no_frame_is_told_and_fails_nothing() throws Exception {
        encoders = new TestingEncoders(directory);
        Path file = TestClips.clip()
                .frames(FRAMES)
                .codec("-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-b:v", "2M", "-threads", "1")
                .write(directory.resolve("damaged.mp4"));
        Damage.middle(file, 2_000);
        source = TestingSource.stored(encoders.store(), file, FRAMES);

        TaskOutput damaged = encoders.encode(source.chunk(100, 200, 75L, false));
        TaskOutput after = encoders.encode(source.chunk(200, 300, 175L, false));

        assertThat(damaged.frames()).isEqualTo(100);
        assertThat(damaged.decodeErrors()).isPositive();
        assertThat(after.decodeErrors()).isZero();
    }

    @Test
    void a_chunk_that_is_read_from_the_start_does_not_answer_for_the_frames_before_it() throws Exception {
        source("damaged.mp4", 40, 42);
        Damage.frames(source.file(), 260, 261);
        source = TestingSource.stored(encoders.store(), source.file(), FRAMES);

        TaskOutput output = encoders.encode(source.chunk(200, 300, 175L, true));

        assertThat(output.frames()).isEqualTo(99);
        assertThat(output.decodeErrors()).isEqualTo(complaintsAboutOneFrame());
    }

    private long complaintsAboutOneFrame() throws Exception {
        source("once.mp4", 260, 261);
        return encoders.encode(source.chunk(200, 300, 175L, true)).decodeErrors();
    }

    @Test
    void not_even_one_frame_is_a_part_too() throws Exception {
        source("damaged.mp4", 90, 205);

        assertThat(encoders.encode(source.chunk(100, 200, 75L, true)).frames()).isZero();
    }

    @Test
    void damaged_sound_is_told() throws Exception {
        encoders = new TestingEncoders(directory);
        Path file = TestClips.clip()
                .frames(FRAMES)
                .codec("-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-crf", "50")
                .audio("eng")
                .audioCodec("-c:a", "flac")
                .write(directory.resolve("sound.mkv"));
        Damage.middle(file, 2_000);
        source = TestingSource.stored(encoders.store(), file, FRAMES);

        assertThat(encoders.encode(source.audio()).decodeErrors()).isPositive();
    }
}

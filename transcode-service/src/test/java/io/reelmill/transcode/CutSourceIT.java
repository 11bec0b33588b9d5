package io.reelmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.TaskWork;
import io.reelmill.media.CuttingServer;
import io.reelmill.media.TestClips;
import io.reelmill.messaging.worker.TaskFailure;
import java.nio.file.Path;
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
    private TestingSource source;

    @BeforeEach
    void open() {
        encoders = new TestingEncoders(directory);
    }

    private void source(String name) {
        Path file = TestClips.clip().frames(FRAMES).audio("eng").write(directory.resolve(name));
        source = TestingSource.stored(encoders.store(), file, FRAMES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut.mp4", "cut.mkv", "cut.ts"})
    void half_of_the_sound_is_no_sound(String name) throws Exception {
        source(name);

        TaskFailure failure = cut(source.audio());

        assertThat(failure.outcome()).isEqualTo(Outcome.STORAGE_UNAVAILABLE);
        assertThat(failure).hasMessageContaining("broke off");
        assertThat(whole(source.audio())).isCloseTo(48_000L * FRAMES / 25, org.assertj.core.data.Offset.offset(4_096L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut.mp4", "cut.mkv"})
    void a_chunk_whose_reading_broke_off_is_not_called_bad_media(String name) throws Exception {
        source(name);

        TaskFailure failure = cut(secondHalf());

        assertThat(failure.outcome()).isEqualTo(Outcome.STORAGE_UNAVAILABLE);
        assertThat(whole(secondHalf())).isEqualTo(FRAMES / 2);
    }

    private TaskWork secondHalf() {
        return source.chunk(FRAMES / 2, FRAMES, FRAMES / 2 - 25L, false);
    }

    private TaskFailure cut(TaskWork work) throws Exception {
        try (CuttingServer server = CuttingServer.of(source.file(), 0.6)) {
            return catchThrowableOfType(TaskFailure.class, () -> encoders.readingFrom(server.address())
                    .encode(work));
        }
    }

    private long whole(TaskWork work) throws Exception {
        return encoders.readingFrom(null).encode(work).frames();
    }
}

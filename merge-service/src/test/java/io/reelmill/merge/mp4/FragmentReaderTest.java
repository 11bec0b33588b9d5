package io.reelmill.merge.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentReaderTest {

    private static final byte[] FILE = TestingFragments.file(1000, new long[] {0, 20, 10}, new long[] {30, 50, 40});

    @TempDir
    Path dir;

    private FragmentedFile read(byte[] bytes) throws Exception {
        return FragmentReader.read(Files.write(dir.resolve("file.mp4"), bytes));
    }

    @Test
    void frames_keep_their_times_keys_and_bytes() throws Exception {
        FragmentedFile file = read(FILE);
        SampleTable samples = file.samples();
        assertThat(file.timescale()).isEqualTo(1000);
        assertThat(file.lastDuration()).isEqualTo(10);
        assertThat(IntStream.range(0, samples.count()).mapToLong(samples::pts))
                .containsExactly(0L, 20L, 10L, 30L, 50L, 40L);
        assertThat(IntStream.range(0, 6).filter(samples::key)).containsExactly(0, 3);
        ByteBuffer bytes = ByteBuffer.wrap(FILE);
        assertThat(IntStream.range(0, 6).map(i -> bytes.getInt((int) samples.offset(i))))
                .containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void the_initialization_is_byte_for_byte_that_of_the_file() throws Exception {
        byte[] expected = TestingFragments.initialization(1000, 1);
        assertThat(read(FILE).initialization()).isEqualTo(expected).isEqualTo(Arrays.copyOf(FILE, expected.length));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9, 13, 60, 100})
    void a_file_that_ends_early_is_damaged(int missing) {
        assertThatExceptionOfType(MalformedMediaException.class)
                .isThrownBy(() -> read(Arrays.copyOf(FILE, FILE.length - missing)));
    }

    @Test
    void a_frame_outside_its_mdat_is_damage() {
        byte[] bytes = FILE.clone();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int trun = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("trun");
        buffer.putInt(trun + 4 + 12 + 4, 5);
        assertThatExceptionOfType(MalformedMediaException.class)
                .isThrownBy(() -> read(bytes))
                .withMessageContaining("outside its mdat");
    }

    @Test
    void a_fragment_before_any_initialization_is_damage() {
        byte[] headless = Arrays.copyOfRange(FILE, TestingFragments.initialization(1000, 1).length, FILE.length);
        assertThatExceptionOfType(MalformedMediaException.class).isThrownBy(() -> read(headless));
    }
}

package io.reelmill.media.fmp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FragmentedMp4Test {

    private static final byte[] FTYP = box("ftyp", "iso5".getBytes(StandardCharsets.US_ASCII));
    private static final byte[] MOOV = box("moov", new byte[40]);
    private static final byte[] MDAT = box("mdat", new byte[100]);

    @TempDir
    Path directory;

    @Test
    void samples_of_all_fragments_and_runs_are_counted() throws IOException {
        FragmentedMp4 file = read(join(FTYP, MOOV, moof(25), MDAT, moof(10, 7), MDAT));

        assertThat(file.frames()).isEqualTo(42);
    }

    @Test
    void the_initialization_alone_decides_the_checksum() throws IOException {
        FragmentedMp4 one = read(join(FTYP, MOOV, moof(25), MDAT));
        FragmentedMp4 same = read(join(FTYP, MOOV, moof(3), MDAT, box("mfra", new byte[4])));
        FragmentedMp4 other = read(join(FTYP, box("moov", new byte[41]), moof(25), MDAT));

        assertThat(same.initializationSha256()).isEqualTo(one.initializationSha256());
        assertThat(other.initializationSha256()).isNotEqualTo(one.initializationSha256());
    }

    @Test
    void a_file_that_is_cut_off_anywhere_is_refused() {
        byte[] whole = join(FTYP, MOOV, moof(25), MDAT);

        for (int length : new int[] {5, FTYP.length + 20, whole.length - 60, whole.length - 1}) {
            assertThatThrownBy(() -> read(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void a_header_of_absurd_size_is_refused_without_reading_it() {
        byte[] absurd = box("moov", new byte[0]);
        ByteBuffer.wrap(absurd).putInt(0, Integer.MAX_VALUE);

        assertThatThrownBy(() -> read(absurd)).isInstanceOf(IOException.class).hasMessageContaining("header");
    }

    private FragmentedMp4 read(byte[] bytes) throws IOException {
        return FragmentedMp4.read(Files.write(directory.resolve("chunk.mp4"), bytes));
    }

    private static byte[] moof(int... runs) {
        byte[] content = box("tfhd", new byte[8]);
        for (int samples : runs) {
            content = join(
                    content,
                    box("trun", ByteBuffer.allocate(12).putInt(4, samples).array()));
        }
        return box("moof", join(box("mfhd", new byte[8]), box("traf", content)));
    }

    private static byte[] box(String type, byte[] body) {
        return ByteBuffer.allocate(8 + body.length)
                .putInt(8 + body.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(body)
                .array();
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }
}

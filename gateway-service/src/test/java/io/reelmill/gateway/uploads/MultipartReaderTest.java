package io.reelmill.gateway.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartReaderTest {

    private static final String TYPE = "multipart/form-data; boundary=------------------------abcdef";
    private static final String BOUNDARY = "--------------------------abcdef";

    private record Read(String name, String fileName, String contentType, byte[] bytes) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1000, 65536, 1 << 20})
    void parts_are_the_same_however_the_bytes_arrive(int pieces) throws IOException {
        byte[] file = hostile(200_000);

        List<Read> parts = read(form(file), pieces);

        assertThat(parts).hasSize(3);
        assertThat(parts.get(0).name()).isEqualTo("profile");
        assertThat(parts.get(0).fileName()).isNull();
        assertThat(parts.get(0).bytes()).asString().isEqualTo("fast");
        assertThat(parts.get(1).fileName()).isEqualTo("my \"best\" clip.mov");
        assertThat(parts.get(1).contentType()).isEqualTo("video/quicktime");
        assertThat(parts.get(1).bytes()).isEqualTo(file);
        assertThat(parts.get(2).name()).isEqualTo("labels");
        assertThat(parts.get(2).bytes()).asString().isEqualTo("a=\u00e9");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 65533, 65534, 65535, 65536, 65537})
    void a_file_of_any_length_ends_where_it_ends(int length) throws IOException {
        byte[] file = hostile(length);

        assertThat(read(form(file), 5000).get(1).bytes()).isEqualTo(file);
    }

    @Test
    void what_was_not_read_of_a_part_is_skipped() throws IOException {
        MultipartReader reader = new MultipartReader(new ByteArrayInputStream(form(hostile(100_000))), TYPE);
        reader.next();
        reader.next().body().read();

        assertThat(reader.next().header().name()).isEqualTo("labels");
        assertThat(reader.next()).isNull();
    }

    @Test
    void a_body_that_ends_early_is_told_at_every_place() throws IOException {
        byte[] whole = form(hostile(300));
        int end = whole.length - "\r\n".length();

        for (int length = 0; length < end; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut, 100))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(MultipartReader.MultipartException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\""})
    void a_type_without_a_boundary_is_told(String type) {
        assertThatThrownBy(() -> new MultipartReader(InputStream.nullInputStream(), type))
                .isInstanceOf(MultipartReader.MultipartException.class)
                .hasMessageContaining("boundary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain\r\n\r\nx",
                "Content-Disposition: form-data\r\n\r\nx",
                "no header at all\r\n\r\nx"
            })
    void a_part_without_a_name_is_told(String part) {
        byte[] body = (BOUNDARY + "\r\n" + part + "\r\n" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> read(body, 100)).hasMessage("a part has no name");
    }

    @Test
    void headers_and_fields_have_limits() {
        String header = BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + "n".repeat(10_000) + "\"\r\n\r\nx";
        String field = BOUNDARY + "\r\nContent-Disposition: form-data; name=a\r\n\r\n" + "v".repeat(20_000) + "\r\n"
                + BOUNDARY + "--\r\n";

        assertThatThrownBy(() -> read(header.getBytes(StandardCharsets.UTF_8), 1000))
                .hasMessageContaining("too long");
        assertThatThrownBy(() -> new MultipartReader(
                                new ByteArrayInputStream(field.getBytes(StandardCharsets.UTF_8)), TYPE)
                        .next()
                        .text())
                .hasMessageContaining("longer than");
    }

    /** Bytes that begin to look like the boundary again and again. */
    private static byte[] hostile(int length) {
        byte[] pattern = ("\r\n" + BOUNDARY).getBytes(StandardCharsets.UTF_8);
        Random random = new Random(length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (out.size() < length) {
            out.write(pattern, 0, Math.min(length - out.size(), 1 + random.nextInt(pattern.length - 1)));
            if (out.size() < length) {
                out.write(0);
            }
        }
        return out.toByteArray();
    }

    private static byte[] form(byte[] file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write((BOUNDARY + "\r\nContent-Disposition: form-data; name=\"profile\"\r\n\r\nfast\r\n" + BOUNDARY
                        + "\r\ncontent-disposition: form-data; name=\"file\"; filename=\"my \\\"best\\\" clip.mov\"\r\n"
                        + "content-type: video/quicktime\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.write(file);
        out.write(("\r\n" + BOUNDARY + "\r\nContent-Disposition: form-data; name=labels\r\n\r\na=\u00e9\r\n" + BOUNDARY
                        + "--\r\n")
                .getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static List<Read> read(byte[] body, int pieces) throws IOException {
        MultipartReader reader = new MultipartReader(new Dribble(body, pieces), TYPE);
        List<Read> parts = new ArrayList<>();
        for (MultipartPart part = reader.next(); part != null; part = reader.next()) {
            MultipartPart.Header header = part.header();
            parts.add(new Read(
                    header.name(),
                    header.fileName(),
                    header.contentType(),
                    part.body().readAllBytes()));
        }
        return parts;
    }

    /** Gives at most so many bytes at a time. */
    private static final class Dribble extends ByteArrayInputStream {
        private final int most;

        Dribble(byte[] bytes, int most) {
            super(bytes);
            this.most = most;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            return super.read(into, from, Math.min(most, length));
        }
    }
}

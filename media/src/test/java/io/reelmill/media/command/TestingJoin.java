package io.reelmill.media.command;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The simplest join: boxes are copied. */
final class TestingJoin {

    private static final Set<String> INITIALIZATION = Set.of("ftyp", "moov");
    private static final Set<String> MEDIA = Set.of("moof", "mdat");

    private TestingJoin() {}

    /** Appends a chunk's fragments, and first its initialization where told. */
    static void append(Path chunk, boolean initialization, OutputStream out) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(chunk))) {
            for (byte[] header = in.readNBytes(8); header.length == 8; header = in.readNBytes(8)) {
                String type = new String(header, 4, 4, StandardCharsets.ISO_8859_1);
                byte[] body = in.readNBytes(ByteBuffer.wrap(header).getInt() - 8);
                if (MEDIA.contains(type) || initialization && INITIALIZATION.contains(type)) {
                    out.write(header);
                    out.write(body);
                }
            }
        }
    }
}

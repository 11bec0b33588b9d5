package io.reelmill.media.probe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A box of an MP4 in memory.
 *
 * @param type four-character code
 * @param body what follows its header
 */
record Mp4Box(String type, ByteBuffer body) {

    private static final int HEADER = 8;
    private static final int LARGE_HEADER = 16;
    private static final int TYPE = 4;

    /** The boxes in a run of bytes; what does not parse to its end is left off. */
    static List<Mp4Box> in(ByteBuffer bytes) {
        List<Mp4Box> boxes = new ArrayList<>();
        ByteBuffer rest = bytes.duplicate();
        while (rest.remaining() >= HEADER) {
            Header header = Header.of(rest);
            if (header.size() < header.length() || header.size() > rest.remaining()) {
                break;
            }
            int start = rest.position();
            int size = (int) header.size();
            boxes.add(new Mp4Box(header.type(), rest.slice(start + header.length(), size - header.length())));
            rest.position(start + size);
        }
        return boxes;
    }

    List<Mp4Box> children() {
        return in(body);
    }

    /** The first box at a path below this one. */
    Optional<Mp4Box> find(String... path) {
        Optional<Mp4Box> at = Optional.of(this);
        for (String step : path) {
            at = at.flatMap(box -> box.children().stream()
                    .filter(child -> child.type().equals(step))
                    .findFirst());
        }
        return at;
    }

    /** The body from its start, for reading. */
    ByteBuffer bytes() {
        return body.duplicate();
    }

    /**
     * What stands before a box's body.
     *
     * @param type four-character code
     * @param size size of the whole box; that of what remains when it runs to the end
     * @param length size of the header itself
     */
    record Header(String type, long size, int length) {

        /** Needs 8 bytes, 16 where the size is a large one; moves nothing. */
        static Header of(ByteBuffer bytes) {
            int at = bytes.position();
            long size = Integer.toUnsignedLong(bytes.getInt(at));
            byte[] type = new byte[TYPE];
            bytes.get(at + TYPE, type);
            String name = new String(type, StandardCharsets.ISO_8859_1);
            if (size == 1 && bytes.remaining() >= LARGE_HEADER) {
                return new Header(name, bytes.getLong(at + HEADER), LARGE_HEADER);
            }
            return new Header(name, size == 0 ? bytes.remaining() : size, HEADER);
        }
    }
}

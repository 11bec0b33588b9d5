package io.reelmill.merge.mp4;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One box of an MP4 file in memory: either a container of boxes or a payload of bytes (ISO/IEC 14496-12, 4.2). */
final class Box {

    private static final Set<String> CONTAINERS =
            Set.of("moov", "trak", "mdia", "minf", "stbl", "edts", "mvex", "moof", "traf");
    static final int HEADER_BYTES = 8;

    private final String type;
    private final List<Box> children;
    private byte[] payload;

    private Box(String type, byte[] payload, List<Box> children) {
        this.type = type;
        this.payload = payload;
        this.children = children;
    }

    static Box leaf(String type, byte[] payload) {
        return new Box(type, payload, List.of());
    }

    static Box container(String type, Box... children) {
        return new Box(type, null, new ArrayList<>(List.of(children)));
    }

    /** The boxes that fill the buffer, exactly. */
    static List<Box> parse(ByteBuffer in) throws MalformedMediaException {
        List<Box> boxes = new ArrayList<>();
        while (in.hasRemaining()) {
            boxes.add(parseOne(in));
        }
        return boxes;
    }

    private static Box parseOne(ByteBuffer in) throws MalformedMediaException {
        if (in.remaining() < HEADER_BYTES) {
            throw new MalformedMediaException("a box is cut off in its header");
        }
        long size = Integer.toUnsignedLong(in.getInt());
        String type = type(in);
        if (size < HEADER_BYTES || size - HEADER_BYTES > in.remaining()) {
            throw new MalformedMediaException(
                    "box %s claims %d bytes of %d".formatted(type, size, in.remaining() + HEADER_BYTES));
        }
        ByteBuffer body = in.slice(in.position(), (int) size - HEADER_BYTES);
        in.position(in.position() + body.remaining());
        if (CONTAINERS.contains(type)) {
            return new Box(type, null, new ArrayList<>(parse(body)));
        }
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        return leaf(type, bytes);
    }

    static String type(ByteBuffer in) {
        byte[] name = new byte[4];
        in.get(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    String type() {
        return type;
    }

    /** The payload to read from its beginning, or to change in place. */
    ByteBuffer body() {
        return ByteBuffer.wrap(payload);
    }

    void replaceBody(byte[] bytes) {
        payload = bytes;
    }

    /** Direct children, to be changed in place. */
    List<Box> children() {
        return children;
    }

    List<Box> all(String name) {
        return children.stream().filter(b -> b.type.equals(name)).toList();
    }

    Optional<Box> find(String... path) {
        Optional<Box> at = Optional.of(this);
        for (String name : path) {
            at = at.flatMap(b -> b.all(name).stream().findFirst());
        }
        return at;
    }

    Box get(String... path) throws MalformedMediaException {
        return find(path)
                .orElseThrow(() -> new MalformedMediaException("no box " + String.join("/", path) + " in " + type));
    }

    int size() {
        int body = payload != null
                ? payload.length
                : children.stream().mapToInt(Box::size).sum();
        return HEADER_BYTES + body;
    }

    byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(size());
        writeTo(out);
        return out.toByteArray();
    }

    private void writeTo(ByteArrayOutputStream out) {
        out.writeBytes(ByteBuffer.allocate(HEADER_BYTES)
                .putInt(size())
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .array());
        if (payload != null) {
            out.writeBytes(payload);
        } else {
            children.forEach(child -> child.writeTo(out));
        }
    }
}

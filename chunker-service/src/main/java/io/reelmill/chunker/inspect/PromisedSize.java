package io.reelmill.chunker.inspect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/** How many bytes a file says at its beginning that it has: Matroska and RIFF files do, where they were finished. */
final class PromisedSize {

    private static final int EBML = 0x1A45DFA3;
    private static final int SEGMENT = 0x18538067;
    private static final int RIFF = 0x52494646;
    private static final int HEADER = 8;

    private PromisedSize() {}

    /** Empty when the first bytes make no promise. */
    static OptionalLong of(byte[] first) {
        ByteBuffer in = ByteBuffer.wrap(first);
        if (first.length < 2 * HEADER) {
            return OptionalLong.empty();
        }
        return switch (in.getInt(0)) {
            case RIFF -> riff(in);
            case EBML -> matroska(in);
            default -> OptionalLong.empty();
        };
    }

    private static OptionalLong riff(ByteBuffer in) {
        long size = Integer.toUnsignedLong(in.order(ByteOrder.LITTLE_ENDIAN).getInt(4));
        boolean unfinished = size == 0 || size == 0xFFFFFFFFL;
        return unfinished ? OptionalLong.empty() : OptionalLong.of(size + HEADER);
    }

    private static OptionalLong matroska(ByteBuffer in) {
        in.position(4);
        long header = number(in);
        if (header < 0 || in.position() + header + HEADER > in.limit()) {
            return OptionalLong.empty();
        }
        in.position((int) (in.position() + header));
        if (in.getInt() != SEGMENT) {
            return OptionalLong.empty();
        }
        long segment = number(in);
        return segment < 0 ? OptionalLong.empty() : OptionalLong.of(in.position() + segment);
    }

    /** A number whose length stands in its first bits; -1 for unknown. */
    private static long number(ByteBuffer in) {
        int first = in.get() & 0xff;
        int length = Integer.numberOfLeadingZeros(first) - 23;
        if (length > Long.BYTES || in.remaining() < length - 1) {
            return -1;
        }
        long value = first & ((1 << (Byte.SIZE - length)) - 1);
        boolean unknown = value == (1 << (Byte.SIZE - length)) - 1;
        for (int i = 1; i < length; i++) {
            int next = in.get() & 0xff;
            value = value << Byte.SIZE | next;
            unknown &= next == 0xff;
        }
        return unknown ? -1 : value;
    }
}

package io.reelmill.media.probe;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Finds HDR10's static metadata in a coded frame, since not every decoder hands it on: in SEI messages of H.264 (ITU-T
 * H.264, D.1.29) and HEVC (H.265, D.2.28 and D.2.35), in metadata OBUs of AV1 (AV1 specification, 5.8.3 and 5.8.4). Pure.
 */
public final class LightReader {

    private static final int H264_SEI = 6;
    private static final int HEVC_SEI = 39;
    private static final int SEI_MASTERING = 137;
    private static final int SEI_LIGHT = 144;
    private static final int OBU_METADATA = 5;
    private static final int AV1_LIGHT = 1;
    private static final int AV1_MASTERING = 2;

    private static final int CHROMA = 50_000;
    private static final int LUMA = 10_000;
    private static final int AV1_CHROMA = 1 << 16;
    private static final int AV1_MAX_LUMA = 1 << 8;
    private static final int AV1_MIN_LUMA = 1 << 14;

    private String mastering;
    private String light;

    private LightReader() {}

    /**
     * What one frame as it lies in a container says, of H.264 and HEVC with lengths before units; what is cut off is not there.
     *
     * @param codec ffmpeg's name of the codec
     */
    public static LightFacts read(String codec, byte[] frame) {
        LightReader reader = new LightReader();
        ByteBuffer in = ByteBuffer.wrap(frame);
        try {
            switch (codec) {
                case "h264", "hevc" -> reader.nals(in, codec.equals("hevc"));
                case "av1" -> reader.obus(in);
                default -> throw new IllegalArgumentException("no such codec is made: " + codec);
            }
        } catch (BufferUnderflowException e) {
            // The frame ends early; other checks tell.
        }
        return new LightFacts(reader.mastering, reader.light);
    }

    private void nals(ByteBuffer in, boolean hevc) {
        while (in.hasRemaining()) {
            ByteBuffer nal = part(in, in.getInt());
            int header = nal.get() & 0xff;
            if (hevc) {
                nal.get();
            }
            if (hevc ? (header >> 1 & 0x3f) == HEVC_SEI : (header & 0x1f) == H264_SEI) {
                sei(unescaped(nal));
            }
        }
    }

    /** Without the bytes that keep start codes out. */
    private static ByteBuffer unescaped(ByteBuffer nal) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(nal.remaining());
        int zeros = 0;
        while (nal.hasRemaining()) {
            int b = nal.get();
            if (zeros < 2 || b != 3) {
                out.write(b);
                zeros = b == 0 ? zeros + 1 : 0;
            } else {
                zeros = 0;
            }
        }
        return ByteBuffer.wrap(out.toByteArray());
    }

    /** Messages up to the trailing bits, which take a byte. */
    private void sei(ByteBuffer in) {
        while (in.remaining() > 1) {
            int type = seiNumber(in);
            ByteBuffer body = part(in, seiNumber(in));
            if (type == SEI_MASTERING) {
                String green = point(body, CHROMA);
                String blue = point(body, CHROMA);
                mastering = display(green, blue, point(body, CHROMA), body, CHROMA, LUMA, LUMA);
            } else if (type == SEI_LIGHT) {
                light = light(body);
            }
        }
    }

    private static int seiNumber(ByteBuffer in) {
        int number = 0;
        int b = in.get() & 0xff;
        while (b == 0xff) {
            number += b;
            b = in.get() & 0xff;
        }
        return number + b;
    }

    private void obus(ByteBuffer in) {
        while (in.hasRemaining()) {
            int header = in.get();
            if ((header & 4) != 0) {
                in.get();
            }
            ByteBuffer body = part(in, (header & 2) == 0 ? in.remaining() : leb128(in));
            if ((header >> 3 & 15) == OBU_METADATA) {
                metadata(body);
            }
        }
    }

    private void metadata(ByteBuffer body) {
        int type = leb128(body);
        if (type == AV1_MASTERING) {
            String red = point(body, AV1_CHROMA);
            String green = point(body, AV1_CHROMA);
            String blue = point(body, AV1_CHROMA);
            mastering = display(green, blue, red, body, AV1_CHROMA, AV1_MAX_LUMA, AV1_MIN_LUMA);
        } else if (type == AV1_LIGHT) {
            light = light(body);
        }
    }

    private static int leb128(ByteBuffer in) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int b = in.get();
            value |= (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    private static ByteBuffer part(ByteBuffer in, int size) {
        if (size < 0 || size > in.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer part = in.slice(in.position(), size);
        in.position(in.position() + size);
        return part;
    }

    /** The rest of the body holds white point, largest and smallest luminance, in this order. */
    private static String display(
            String green, String blue, String red, ByteBuffer body, int chroma, int maxLuma, int minLuma) {
        return "G" + green + "B" + blue + "R" + red + "WP" + point(body, chroma) + "L(" + luminance(body, maxLuma) + ","
                + luminance(body, minLuma) + ")";
    }

    private static String point(ByteBuffer body, int unit) {
        return "(" + scaled(body.getShort() & 0xffff, unit, CHROMA) + ","
                + scaled(body.getShort() & 0xffff, unit, CHROMA) + ")";
    }

    private static long luminance(ByteBuffer body, int unit) {
        return scaled(Integer.toUnsignedLong(body.getInt()), unit, LUMA);
    }

    private static long scaled(long value, int unit, int wanted) {
        return Math.round((double) value * wanted / unit);
    }

    private static String light(ByteBuffer body) {
        return (body.getShort() & 0xffff) + "," + (body.getShort() & 0xffff);
    }
}

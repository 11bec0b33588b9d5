package io.reelmill.common.memory;

import java.util.Locale;

/**
 * The size of a picture in memory.
 *
 * @param width pixels
 * @param height pixels
 * @param deep whether components have more than 8 bits, which are stored in 16
 * @param bitsPerPixel bits that one pixel takes: 12 for 8 bit 4:2:0, 24 for 10 bit 4:2:0, 32 for 10 bit 4:2:2
 */
public record MemoryPicture(int width, int height, boolean deep, int bitsPerPixel) {

    private static final double MEGA = 1_000_000;

    /**
     * A picture of a pixel format.
     *
     * @param pixelFormat ffmpeg's name, null when unknown, which counts as 4:2:0
     * @param depth bits per component
     */
    public static MemoryPicture of(int width, int height, String pixelFormat, int depth) {
        String format = pixelFormat == null ? "" : pixelFormat.toLowerCase(Locale.ROOT);
        boolean deep = depth > 8;
        return new MemoryPicture(width, height, deep, halfPlanes(format) * 4 * (deep ? 2 : 1));
    }

    /** Half planes of 8 bit: 4:2:0 has one and a half planes, 4:4:4 and RGB three, with transparency four. */
    private static int halfPlanes(String format) {
        if (format.startsWith("gray")) {
            return 2;
        }
        if (format.matches("(yuva444|rgba|bgra|argb|abgr|gbrap|0rgb|rgb0|0bgr|bgr0).*")) {
            return 8;
        }
        if (format.matches("(yuvj?444|rgb|bgr|gbrp).*")) {
            return 6;
        }
        return format.matches("(yuv[aj]?422|uyvy422|yuyv422|nv16).*") ? 4 : 3;
    }

    /** Bits per component that encoders and decoders work with: 8 or 10. */
    public int bits() {
        return deep ? 10 : 8;
    }

    /** How much more color than 4:2:0 it has; 1 for that. */
    public double color() {
        return Math.max(1, bitsPerPixel / (deep ? 24.0 : 12.0));
    }

    /** Millions of pixels. */
    public double megapixels() {
        return (double) width * height / MEGA;
    }

    /** Millions of pixels with a frame of so many around, as encoders keep for motion that leaves the picture. */
    double megapixels(int padding) {
        return (width + padding) * (double) (height + padding) / MEGA;
    }

    /** The same picture with another height, in the same shape. */
    MemoryPicture atHeight(int newHeight) {
        return new MemoryPicture((int) Math.round((double) width * newHeight / height), newHeight, deep, bitsPerPixel);
    }
}

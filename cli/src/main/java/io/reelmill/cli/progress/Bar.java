package io.reelmill.cli.progress;

/** A bar of characters. Pure. */
final class Bar {

    private Bar() {}

    /** A bar of so many characters within its brackets, with its percentage; full only when all is done. */
    static String of(long done, long total, int width) {
        double share = total <= 0 ? 0 : Math.min(1.0, Math.max(0.0, (double) done / total));
        int filled = (int) Math.floor(share * width);
        return "[" + "#".repeat(filled) + "-".repeat(width - filled) + "]" + "%4d%%".formatted((int) (share * 100));
    }
}

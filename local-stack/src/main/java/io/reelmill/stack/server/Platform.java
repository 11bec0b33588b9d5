package io.reelmill.stack.server;

import java.util.Locale;

/** The machine that this runs on, in the words that binaries are named with. */
final class Platform {

    private Platform() {}

    static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    }

    static String machine(String intel, String arm) {
        return System.getProperty("os.arch").equals("aarch64") ? arm : intel;
    }
}

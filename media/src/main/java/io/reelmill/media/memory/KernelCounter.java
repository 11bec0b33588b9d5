package io.reelmill.media.memory;

import java.util.OptionalLong;

/** Finds the kernel's count of processes that it killed for memory in one of its files. */
final class KernelCounter {

    private static final String KEY = "oom_kill ";

    private KernelCounter() {}

    /** The line {@code oom_kill N}, in {@code memory.events}, {@code memory.oom_control} and {@code /proc/vmstat} alike. */
    static OptionalLong of(String file) {
        return file.lines()
                .filter(line -> line.startsWith(KEY))
                .mapToLong(line -> Long.parseLong(line.substring(KEY.length()).strip()))
                .findFirst();
    }
}

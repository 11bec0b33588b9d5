package io.reelmill.messaging.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of this process itself. */
final class JvmMemory {

    private static final long PAGE_BYTES = 4096;

    private JvmMemory() {}

    /** Resident bytes; the size of the heap where the system does not tell. */
    static long residentBytes() {
        try {
            String pages = Files.readString(Path.of("/proc/self/statm")).split(" ")[1];
            return Long.parseLong(pages) * PAGE_BYTES;
        } catch (IOException e) {
            return Runtime.getRuntime().totalMemory();
        }
    }
}

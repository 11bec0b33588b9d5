package io.reelmill.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Addresses that processes listen on, as the kernel lists them: little-endian hexadecimal words and a port. */
final class ListeningSockets {

    private static final String LISTENING = "0A";

    private ListeningSockets() {}

    /** Local addresses of all sockets on which any of the processes listens. */
    static List<String> of(List<Long> pids) throws IOException {
        Map<String, String> addresses = new HashMap<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
                String[] fields = line.strip().split("\\s+");
                if (fields.length > 9 && fields[3].equals(LISTENING)) {
                    addresses.put(fields[9], fields[1]);
                }
            }
        }
        List<String> found = new ArrayList<>();
        for (String inode : inodes(pids)) {
            if (addresses.containsKey(inode)) {
                found.add(addresses.get(inode));
            }
        }
        return found;
    }

    private static Set<String> inodes(List<Long> pids) {
        Set<String> inodes = new HashSet<>();
        for (long pid : pids) {
            try (Stream<Path> descriptors = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
                for (Path descriptor : descriptors.toList()) {
                    String target = target(descriptor);
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring("socket:[".length(), target.length() - 1));
                    }
                }
            } catch (IOException e) {
                // It has ended meanwhile.
            }
        }
        return inodes;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }
}

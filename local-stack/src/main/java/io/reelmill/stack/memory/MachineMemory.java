package io.reelmill.stack.memory;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory there is, and how much of it work may take. */
public final class MachineMemory {

    private static final String DEFAULT_SHARE = "60%";
    private static final Pattern SETTING = Pattern.compile("(\\d{1,12})\\s*([kmgt]?)(?:i?b)?|(\\d{1,3})\\s*%");

    private MachineMemory() {}

    /** Memory that this process and its children may use, in bytes: the machine's, or the least of the cgroups it is in. */
    public static long bytes() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long least = system.getTotalMemorySize();
        CgroupPlace place = CgroupPlace.ofThisProcess().orElse(null);
        if (place != null) {
            least = place.levels().stream()
                    .map(place::limit)
                    .filter(OptionalLong::isPresent)
                    .mapToLong(OptionalLong::getAsLong)
                    .reduce(least, Math::min);
        }
        return least;
    }

    /**
     * What a setting means on a machine with so much memory, in bytes.
     *
     * @param setting a size such as {@code 8G} or {@code 512M}, or a share such as {@code 50%}; null for 60 %
     * @throws IllegalArgumentException when it is neither, or more than there is
     */
    public static long forWork(String setting, long machineBytes) {
        String text = setting == null || setting.isBlank() ? DEFAULT_SHARE : setting.strip();
        Matcher parts = SETTING.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "the memory for work must be a size like 8G or a share like 50%, not " + text);
        }
        double bytes = parts.group(3) != null
                ? machineBytes / 100.0 * Long.parseLong(parts.group(3))
                : Long.parseLong(parts.group(1)) * unit(parts.group(2));
        if (bytes < 1 || bytes > machineBytes) {
            throw new IllegalArgumentException(
                    "the memory for work is %s, but there are %d MiB".formatted(text, machineBytes >> 20));
        }
        return (long) bytes;
    }

    private static double unit(String letter) {
        return letter.isEmpty() ? 1 : Math.pow(1024, 1 + "kmgt".indexOf(letter));
    }
}

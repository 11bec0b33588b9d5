package io.reelmill.media.run;

import java.util.List;
import java.util.Set;

/**
 * No command starts unless it says, for each of its inputs, which protocols and containers may be opened and how many threads
 * decode it. Pure.
 */
final class Fence {

    private static final List<String> REQUIRED = List.of("-protocol_whitelist", "-format_whitelist", "-threads");
    private static final Set<String> FILTERS = Set.of("-vf", "-af", "-filter:v", "-filter:a");

    private Fence() {}

    /**
     * Checks the arguments of ffmpeg.
     *
     * @throws IllegalArgumentException when an input is not fenced in, or threads are left to ffmpeg, which counts the
     *     machine's processors
     */
    static void requireOfEachInput(List<String> arguments) {
        int from = 0;
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals("-i")) {
                require(arguments.subList(from, i), "the input " + arguments.get(i + 1));
                from = i + 2;
            }
        }
        if (arguments.stream().anyMatch(FILTERS::contains)) {
            require(arguments, "-filter_threads", "a filter");
        }
        if (arguments.contains("-filter_complex")) {
            require(arguments, "-filter_complex_threads", "a filter");
        }
    }

    /** Checks the arguments of ffprobe, which has one input. */
    static void require(List<String> arguments) {
        require(arguments, "the input");
    }

    private static void require(List<String> options, String what) {
        REQUIRED.forEach(option -> require(options, option, what));
    }

    private static void require(List<String> options, String option, String what) {
        if (!options.contains(option)) {
            throw new IllegalArgumentException("%s has no %s: %s".formatted(what, option, options));
        }
    }
}

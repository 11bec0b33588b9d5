package io.reelmill.common.job;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How states, outcomes and codes are written as reasons of Kubernetes conditions and events. */
public final class Reason {

    private Reason() {}

    /** {@code OomGuard} for {@link Outcome#OOM_GUARD}. */
    public static String of(Enum<?> word) {
        return of(word.name());
    }

    /** {@code OomGuard} for {@code OOM_GUARD}, as codes come in messages. */
    public static String of(String code) {
        return Stream.of(code.split("_"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}

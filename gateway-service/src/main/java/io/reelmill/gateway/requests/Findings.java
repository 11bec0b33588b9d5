package io.reelmill.gateway.requests;

import io.reelmill.gateway.problem.Problem.FieldError;
import io.reelmill.gateway.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Collects what is wrong with a request, so that its caller hears everything at once. Not thread-safe. */
final class Findings {

    private final List<FieldError> errors = new ArrayList<>();

    void add(String field, String detail) {
        errors.add(new FieldError(field, detail));
    }

    void check(boolean valid, String field, String detail) {
        if (!valid) {
            add(field, detail);
        }
    }

    /** Null is fine: a default applies. */
    void range(Number value, double from, double to, String field) {
        if (value != null && !(value.doubleValue() >= from && value.doubleValue() <= to)) {
            add(field, "must be from %.0f to %.0f".formatted(from, to));
        }
    }

    /** The constant of that name in any case; the fallback for null, and for what is no constant, which is added. */
    <E extends Enum<E>> E choice(String field, String value, Class<E> type, E fallback) {
        if (value == null) {
            return fallback;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        String choices = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        add(field, "must be one of " + choices);
        return fallback;
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }
}

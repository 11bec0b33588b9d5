package io.reelmill.common.message;

/** What a message must hold to be one; read from JSON, a message without it is undecodable. */
final class Required {

    private Required() {}

    static <T> T field(T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    static String text(String value, String name) {
        if (field(value, name).isBlank()) {
            throw new IllegalArgumentException(name + " is empty");
        }
        return value;
    }

    static void atLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException("%s is %d, at least %d is needed".formatted(name, value, least));
        }
    }
}

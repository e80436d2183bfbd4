package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The words of a configuration that stand for constants: in lower case, with hyphens; and those for booleans. */
public final class Word {

    // What MicroProfile Config knows as a boolean. It takes every other word for false.
    private static final Set<String> TRUE = Set.of("true", "yes", "y", "1", "on");
    private static final Set<String> FALSE = Set.of("false", "no", "n", "0", "off");

    private Word() {
    }

    public static String of(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The boolean that a word means; empty if it means none. */
    public static Optional<Boolean> bool(String word) {
        String lower = word.trim().toLowerCase(Locale.ROOT);
        return TRUE.contains(lower) || FALSE.contains(lower) ? Optional.of(TRUE.contains(lower)) : Optional.empty();
    }
}

package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.Locale;

/** The words of a configuration that stand for constants: in lower case, with hyphens. */
public final class Word {

    private Word() {
    }

    public static String of(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

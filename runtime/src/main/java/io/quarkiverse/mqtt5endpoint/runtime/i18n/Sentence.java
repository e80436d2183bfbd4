package io.quarkiverse.mqtt5endpoint.runtime.i18n;

/** Makes a sentence of ours that quotes foreign text safe for a line; longer than {@link OneLine}, as the quotes are cut. */
public record Sentence(Object value) {

    private static final int LONGEST = 1024;

    public static String of(Object value) {
        return OneLine.of(value, LONGEST);
    }

    public static String orNull(Object value) {
        return value == null ? null : of(value);
    }

    @Override
    public String toString() {
        return of(value);
    }
}

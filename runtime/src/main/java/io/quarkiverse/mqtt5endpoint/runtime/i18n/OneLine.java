package io.quarkiverse.mqtt5endpoint.runtime.i18n;

/**
 * Text of others as part of a line of ours: it can't end the line, hide or turn it in a terminal, or fill the log.
 */
public record OneLine(Object value) {

    private static final int LONGEST = 200;

    public static String of(Object value) {
        return of(value, LONGEST);
    }

    static String of(Object value, int longest) {
        String text = String.valueOf(value);
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(longest).forEach(c -> shown.appendCodePoint(isShown(c) ? c : '?'));
        return text.codePointCount(0, text.length()) > longest ? shown + "..." : shown.toString();
    }

    private static boolean isShown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.FORMAT, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }

    /** What stands in the line. */
    @Override
    public String toString() {
        return of(value);
    }
}

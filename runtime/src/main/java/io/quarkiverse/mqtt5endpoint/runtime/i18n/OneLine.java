package io.quarkiverse.mqtt5endpoint.runtime.i18n;

/**
 * Makes text from outside safe for a line of ours: it can neither end the line, nor hide or reverse it in a terminal,
 * nor flood the log. The only sanitiser: {@link Sentence} and {@link FailureText} use it, too.
 */
public record OneLine(Object value) {

    /** Characters of foreign text that are shown. */
    public static final int LONGEST = 256;

    public static String of(Object value) {
        return of(value, LONGEST);
    }

    static String of(Object value, int longest) {
        String text = String.valueOf(value);
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(longest).forEach(c -> shown.appendCodePoint(isShown(c) ? c : '?'));
        return text.codePointCount(0, text.length()) > longest ? shown + "..." : shown.toString();
    }

    /** Whether all characters of {@code text} can be shown as they are. */
    static boolean isSafe(String text) {
        return text == null || text.codePoints().allMatch(OneLine::isShown);
    }

    // Control: also U+0085 and the escape sequences of terminals. Format: also the bidirectional overrides.
    static boolean isShown(int character) {
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

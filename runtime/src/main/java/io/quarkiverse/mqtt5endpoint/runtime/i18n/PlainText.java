package io.quarkiverse.mqtt5endpoint.runtime.i18n;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Makes text that MQTT can carry and no server refuses (MQTT 5, 1.5.4), whatever an exception or a publisher wrote. */
public final class PlainText {

    private static final int FIRST_NONCHARACTER = 0xFDD0;
    private static final int LAST_NONCHARACTER = 0xFDEF;

    private PlainText() {
    }

    /**
     * @param text {@code null} for nothing
     * @param bytes how long it may be
     */
    public static String of(String text, int bytes) {
        CharBuffer characters = CharBuffer.wrap(text == null ? "" : plain(text));
        ByteBuffer encoded = ByteBuffer.allocate(Math.min(bytes, characters.length() * 4));
        // Stops before the first character that has no room.
        StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE).encode(characters, encoded, true);
        return StandardCharsets.UTF_8.decode(encoded.flip()).toString();
    }

    /** Whether the text can be sent as it is. */
    public static boolean isPlain(String text) {
        return text.codePoints().allMatch(PlainText::isPlain);
    }

    private static String plain(String text) {
        return isPlain(text) ? text
                : text.codePoints().mapToObj(c -> isPlain(c) || isHalf(c) ? Character.toString(c) : " ")
                        .collect(Collectors.joining());
    }

    private static boolean isPlain(int c) {
        boolean isNoncharacter = c >= FIRST_NONCHARACTER && c <= LAST_NONCHARACTER || (c & 0xFFFE) == 0xFFFE;
        return !Character.isISOControl(c) && !isNoncharacter && !isHalf(c);
    }

    private static boolean isHalf(int c) {
        return Character.getType(c) == Character.SURROGATE;
    }
}

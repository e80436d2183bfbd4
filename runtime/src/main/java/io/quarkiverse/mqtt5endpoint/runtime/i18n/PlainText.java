package io.quarkiverse.mqtt5endpoint.runtime.i18n;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text that MQTT can carry (1.5.4), whatever an exception says. */
public final class PlainText {

    private PlainText() {
    }

    /**
     * @param text {@code null} for nothing
     * @param bytes how long it may be
     */
    public static String of(String text, int bytes) {
        CharBuffer characters = CharBuffer.wrap(text == null ? "" : text.replace('\u0000', ' '));
        ByteBuffer encoded = ByteBuffer.allocate(bytes);
        // Stops before the first character that has no room.
        StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE).encode(characters, encoded, true);
        return StandardCharsets.UTF_8.decode(encoded.flip()).toString();
    }
}

package io.quarkiverse.mqtt5endpoint.core.wire;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;

/** Text as MQTT writes it (MQTT 5, 1.5.4). */
final class WireText {

    private WireText() {
    }

    /** Whether the bytes are well-formed UTF-8 without U+0000. */
    static boolean isValid(ByteBuf bytes, int start, int length) {
        return bytes.indexOf(start, start + length, (byte) 0) < 0 && isWellFormed(bytes, start, length);
    }

    /** Whether the bytes are well-formed UTF-8. */
    static boolean isWellFormed(ByteBuf bytes, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (bytes.getByte(i) < 0) {
                return isDecoded(bytes, start, length);
            }
        }
        return true;
    }

    private static boolean isDecoded(ByteBuf bytes, int start, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.nioBuffer(start, length));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}

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
        for (int i = start; i < start + length; i++) {
            byte next = bytes.getByte(i);
            if (next == 0) {
                return false;
            }
            if (next < 0) {
                return isWellFormed(bytes, start, length);
            }
        }
        return true;
    }

    private static boolean isWellFormed(ByteBuf bytes, int start, int length) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.nioBuffer(start, length)).chars().noneMatch(c -> c == 0);
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}

package io.quarkiverse.mqtt5endpoint.core.wire;

import io.netty.buffer.ByteBuf;

/** A number of one to four bytes (MQTT 5, 1.5.5). */
final class VariableByteInteger {

    private static final int LONGEST = 4;

    private VariableByteInteger() {
    }

    /** How many bytes it has; 0 if there are too few or too many of them. */
    static int lengthAt(ByteBuf bytes, int index) {
        for (int length = 1; length <= LONGEST && index + length <= bytes.writerIndex(); length++) {
            if (bytes.getByte(index + length - 1) >= 0) {
                return length;
            }
        }
        return 0;
    }

    /** Its value, if {@link #lengthAt} is not 0. */
    static int valueAt(ByteBuf bytes, int index) {
        int value = 0;
        for (int shift = 0;; shift += 7) {
            int next = bytes.getByte(index + shift / 7);
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    static boolean isTooLongAt(ByteBuf bytes, int index) {
        return lengthAt(bytes, index) == 0 && index + LONGEST <= bytes.writerIndex();
    }

    static void write(ByteBuf bytes, int value) {
        int rest = value;
        do {
            int low = rest & 0x7F;
            rest >>>= 7;
            bytes.writeByte(rest == 0 ? low : low | 0x80);
        } while (rest > 0);
    }
}

package io.quarkiverse.mqtt5endpoint.benchmarks.responder;

import io.netty.buffer.ByteBuf;

/** Reads the variable byte integers of MQTT (MQTT 5, 1.5.5). */
final class Variable {

    private static final int LONGEST = 4;

    private Variable() {
    }

    /** Reads one, or returns -1 if it is not all there. */
    static int read(ByteBuf in) {
        int value = 0;
        for (int i = 0; i < LONGEST && in.isReadable(); i++) {
            int next = in.readUnsignedByte();
            value |= (next & 127) << 7 * i;
            if (next < 128) {
                return value;
            }
        }
        return -1;
    }
}

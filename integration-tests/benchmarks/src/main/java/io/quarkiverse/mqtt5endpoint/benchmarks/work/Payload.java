package io.quarkiverse.mqtt5endpoint.benchmarks.work;

import java.nio.ByteBuffer;

/** 256 bytes, the first eight of which number the message. */
public final class Payload {

    public static final int SIZE = 256;

    private Payload() {
    }

    public static byte[] of(long number) {
        return ByteBuffer.allocate(SIZE).putLong(number).array();
    }
}

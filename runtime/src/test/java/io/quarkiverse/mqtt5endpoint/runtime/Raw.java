package io.quarkiverse.mqtt5endpoint.runtime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes as no library would write them: packets that are wrong on purpose. */
public final class Raw {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Raw() {
    }

    public static Raw raw(int... values) {
        return new Raw().then(values);
    }

    /** A PUBLISH of QoS 1 for topic {@code t} with these properties. */
    public static byte[] publish(Raw properties) {
        return raw().text("t").then(0, 7).with(properties).then('x').packet(0x32);
    }

    /** A CONNACK that accepts, with these properties. */
    public static byte[] connAck(Raw properties) {
        return raw(0, 0).with(properties).packet(0x20);
    }

    public Raw then(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    public Raw then(byte[] values) {
        bytes.writeBytes(values);
        return this;
    }

    /** A string with its length before it. */
    public Raw text(String text) {
        return binary(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What says that it is a string, and need not be one. */
    public Raw text(int... values) {
        return binary(raw(values).bytes.toByteArray());
    }

    private Raw binary(byte[] values) {
        return then(values.length >> 8, values.length).then(values);
    }

    /** A property that is a string. */
    public Raw property(int identifier, String text) {
        return then(identifier).text(text);
    }

    /** Properties, with their length before them. */
    public Raw with(Raw properties) {
        return length(properties.bytes.size()).then(properties.bytes.toByteArray());
    }

    public Raw times(int n) {
        Raw all = raw();
        for (int i = 0; i < n; i++) {
            all.then(bytes.toByteArray());
        }
        return all;
    }

    public byte[] packet(int firstByte) {
        return raw(firstByte).length(bytes.size()).then(bytes.toByteArray()).toByteArray();
    }

    public byte[] toByteArray() {
        return bytes.toByteArray();
    }

    private Raw length(int length) {
        int rest = length;
        while (rest > 0x7F) {
            then(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        return then(rest);
    }
}

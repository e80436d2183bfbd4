package io.quarkiverse.mqtt5endpoint.hostile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of one packet as they came, behind the fixed header.
 *
 * @param firstByte type and flags
 */
record RawPacket(int firstByte, byte[] body) {

    static final int CONNACK = 2;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int SUBACK = 9;
    static final int DISCONNECT = 14;

    int type() {
        return firstByte >> 4 & 0xF;
    }

    /** The reason code of a PUBACK or DISCONNECT; 0 if it is left out. */
    int reasonCode() {
        int at = type() == PUBACK ? 2 : 0;
        return body.length > at ? body[at] & 0xFF : 0;
    }

    /** The topic name of a PUBLISH. */
    byte[] topic() {
        ByteBuffer rest = ByteBuffer.wrap(body);
        byte[] topic = new byte[rest.getShort() & 0xFFFF];
        rest.get(topic);
        return topic;
    }

    /** Whether these bytes stand behind the topic name, in the properties or in the payload. */
    boolean contains(byte[] bytes) {
        String all = new String(body, StandardCharsets.ISO_8859_1);
        return all.indexOf(new String(bytes, StandardCharsets.ISO_8859_1), 2 + topic().length) >= 0;
    }
}

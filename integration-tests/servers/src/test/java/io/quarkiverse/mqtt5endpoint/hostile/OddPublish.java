package io.quarkiverse.mqtt5endpoint.hostile;

import static io.quarkiverse.mqtt5endpoint.runtime.Raw.raw;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import io.quarkiverse.mqtt5endpoint.runtime.Raw;

/**
 * A PUBLISH that nobody should send, or that few expect.
 *
 * @param part of the PUBLISH, as the table in the documentation calls it
 * @param value what is strange about that part
 * @param malformed whether a client that gets it has to refuse it
 * @param topic empty for a topic of its own
 */
record OddPublish(String part, String value, boolean malformed, Raw topic, Raw properties, byte[] payload) {

    private static final String RESPONSE_TOPIC = "response topic";
    private static final String CONTENT_TYPE = "content type";
    private static final String USER_PROPERTY = "user property";
    private static final String CORRELATION_DATA = "correlation data";
    private static final String FORMAT = "payload format indicator";
    private static final String EXPIRY = "message expiry interval";
    private static final String ALIAS = "topic alias";
    private static final String IDENTIFIER = "subscription identifier";
    private static final String TOPIC = "topic";

    private static final String CONTROL_CHARACTERS = "control characters";
    private static final String LINE_BREAKS = "line breaks and an escape sequence";
    private static final String FEFF = "U+FEFF";
    private static final String NULL = "U+0000";
    private static final String NOT_UTF8 = "no UTF-8";
    private static final String HALF = "half of a surrogate pair";
    private static final String TWICE = "twice";
    private static final String LONGEST = "65,535 bytes";
    private static final int MAXIMUM = 65_535;

    private static final byte[] PAYLOAD = ReadingApplication.UNREADABLE.getBytes(StandardCharsets.UTF_8);
    private static final byte[] NO_TEXT = { (byte) 0xC3, 0x28 };

    static Stream<OddPublish> all() {
        return Stream.of(responseTopics(), texts(CONTENT_TYPE, raw(0x03)), texts(USER_PROPERTY, raw(0x26).text("name")),
                contentTypes(), userProperties(), others(), ofTheConnection(), topics()).flatMap(some -> some);
    }

    private static Stream<OddPublish> responseTopics() {
        return Stream.concat(texts(RESPONSE_TOPIC, raw(0x08)), Stream.of(
                malformed(RESPONSE_TOPIC, "empty", raw(0x08).text("")),
                malformed(RESPONSE_TOPIC, "wildcards", raw(0x08).text("a/+/#")),
                odd(RESPONSE_TOPIC, LONGEST, raw(0x08).text("r".repeat(MAXIMUM))),
                odd(RESPONSE_TOPIC, "braces", raw(0x08).text("{a}")),
                odd(RESPONSE_TOPIC, "begins with $", raw(0x08).text("$a")),
                malformed(RESPONSE_TOPIC, TWICE, raw(0x08).text("a").times(2))));
    }

    private static Stream<OddPublish> texts(String part, Raw before) {
        return Stream.of(
                malformed(part, NULL, raw().then(before.toByteArray()).text('a', 0)),
                malformed(part, NOT_UTF8, raw().then(before.toByteArray()).text(0xC3, 0x28)),
                malformed(part, HALF, raw().then(before.toByteArray()).text(0xED, 0xA0, 0x80)),
                odd(part, FEFF, raw().then(before.toByteArray()).text("\uFEFFa")),
                odd(part, CONTROL_CHARACTERS, raw().then(before.toByteArray()).text("a\u0001\u007f\u0085b")),
                odd(part, LINE_BREAKS, raw().then(before.toByteArray()).text("a\r\n\u001b[2Jb\u2028\u202ec")));
    }

    private static Stream<OddPublish> contentTypes() {
        return Stream.of(
                odd(CONTENT_TYPE, "empty", raw(0x03).text("")),
                odd(CONTENT_TYPE, LONGEST, raw(0x03).text("t".repeat(MAXIMUM))),
                malformed(CONTENT_TYPE, TWICE, raw(0x03).text("a").times(2)));
    }

    private static Stream<OddPublish> userProperties() {
        return Stream.of(
                odd(USER_PROPERTY, "empty", raw(0x26).text("").text("")),
                odd(USER_PROPERTY, TWICE, raw(0x26).text("n").text("v").times(2)),
                malformed(USER_PROPERTY, "a name that is no UTF-8", raw(0x26).text(0xFF).text("v")),
                odd(USER_PROPERTY, LONGEST, raw(0x26).text("n").text("v".repeat(MAXIMUM))));
    }

    private static Stream<OddPublish> others() {
        return Stream.of(
                odd(CORRELATION_DATA, "empty", raw(0x09).text("")),
                odd(CORRELATION_DATA, LONGEST, raw(0x09).text("c".repeat(MAXIMUM))),
                malformed(CORRELATION_DATA, TWICE, raw(0x09).text("c").times(2)),
                new OddPublish(FORMAT, "1 with a payload that is no UTF-8", false, raw(), raw(0x01, 1), NO_TEXT),
                malformed(FORMAT, "2", raw(0x01, 2)),
                malformed(FORMAT, TWICE, raw(0x01, 1).times(2)),
                odd(EXPIRY, "0", raw(0x02, 0, 0, 0, 0)),
                malformed(EXPIRY, TWICE, raw(0x02, 0, 0, 0, 9).times(2)));
    }

    /** What is not for the subscriber. */
    private static Stream<OddPublish> ofTheConnection() {
        return Stream.of(
                odd(ALIAS, "0", raw(0x23, 0, 0)),
                odd(ALIAS, "above the maximum", raw(0x23, 0xFF, 0xFF)),
                odd(ALIAS, TWICE, raw(0x23, 0, 1).times(2)),
                odd(IDENTIFIER, "1", raw(0x0B, 1)),
                odd("another property", "one that does not exist", raw(0x7F, 1)));
    }

    private static Stream<OddPublish> topics() {
        return Stream.of(
                topic("braces", "odd/{a}"), topic(FEFF, "odd/\uFEFFa"), topic(CONTROL_CHARACTERS, "odd/a\u0001\u007f\u0085b"),
                topic(LINE_BREAKS, "odd/a\r\n\u001b[2Jb\u2028\u202ec"), topic("begins with $", "$odd/a"),
                topic("empty levels", "odd///"), topic("a space", "odd/ "), topic(LONGEST, "odd/" + "t".repeat(MAXIMUM - 4)),
                malformedTopic(NULL, 'o', 'd', 'd', '/', 0), malformedTopic(NOT_UTF8, 'o', 'd', 'd', '/', 0xC3, 0x28),
                malformedTopic(HALF, 'o', 'd', 'd', '/', 0xED, 0xA0, 0x80),
                malformedTopic("wildcards", 'o', 'd', 'd', '/', '+'),
                malformedTopic("empty, without an alias"));
    }

    private static OddPublish odd(String part, String value, Raw properties) {
        return new OddPublish(part, value, false, raw(), properties, PAYLOAD);
    }

    private static OddPublish malformed(String part, String value, Raw properties) {
        return new OddPublish(part, value, true, raw(), properties, PAYLOAD);
    }

    private static OddPublish topic(String value, String topic) {
        return new OddPublish(TOPIC, value, false, raw().text(topic), raw(), PAYLOAD);
    }

    private static OddPublish malformedTopic(String value, int... topic) {
        return new OddPublish(TOPIC, value, true, raw().text(topic), raw(), PAYLOAD);
    }

    /** The packet, at QoS 1. */
    byte[] packet(String ownTopic) {
        Raw first = isAboutTopic() ? topic : raw().text(ownTopic);
        return raw().then(first.toByteArray()).then(0, 7).with(properties).then(payload).packet(0x32);
    }

    private boolean isAboutTopic() {
        return part.equals(TOPIC);
    }

    /** Whether the part has come as it was sent. */
    boolean isIn(RawPacket publish) {
        return isAboutTopic() ? startsWith(publish.body(), topic.toByteArray()) : publish.contains(properties.toByteArray());
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return new String(bytes, StandardCharsets.ISO_8859_1).startsWith(new String(start, StandardCharsets.ISO_8859_1));
    }

    @Override
    public String toString() {
        return part + ": " + value;
    }
}

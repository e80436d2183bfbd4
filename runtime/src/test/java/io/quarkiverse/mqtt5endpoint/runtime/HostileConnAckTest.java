package io.quarkiverse.mqtt5endpoint.runtime;

import static io.quarkiverse.mqtt5endpoint.runtime.Raw.connAck;
import static io.quarkiverse.mqtt5endpoint.runtime.Raw.raw;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no server may answer to a CONNECT (MQTT 5, 3.2). */
class HostileConnAckTest {

    private static final String NOT_YET = "message must not be received before CONNACK";

    private static HostileServer hostile;

    @BeforeAll
    static void start() {
        hostile = HostileServer.atConnect(Stream.concat(rows(), lastRows()));
    }

    @AfterAll
    static void end() {
        hostile.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void endsTheAttemptAndIsReportedOnce(HostileRow row) {
        hostile.isGotOver(row);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lastRows")
    void endsTheChannelAndIsReportedOnce(HostileRow row) {
        hostile.endsTheChannel(row);
    }

    static Stream<HostileRow> lastRows() {
        return Stream.of(
                row("CONNACK of MQTT 3 that refuses the version", raw(0, 1).packet(0x20), "UNSUPPORTED_PROTOCOL_VERSION"),
                row("a maximum packet size that no SUBSCRIBE has", connAck(raw(0x27, 0, 0, 0, 1)),
                        "could not send the subscription"));
    }

    static Stream<HostileRow> rows() {
        return Stream.of(values(), texts(), headers(), before()).flatMap(row -> row);
    }

    private static Stream<HostileRow> values() {
        return Stream.of(
                row("maximum QoS 2", connAck(raw(0x24, 2)), "wrong maximum Qos"),
                row("maximum QoS that is negative", connAck(raw(0x24, 0xFF)), "wrong maximum Qos"),
                row("receive maximum 0", connAck(raw(0x21, 0, 0)), "receive maximum must not be 0"),
                row("receive maximum twice", connAck(raw(0x21, 0, 9).times(2)), "receive maximum"),
                row("maximum packet size 0", connAck(raw(0x27, 0, 0, 0, 0)), "maximum packet size must not be 0"),
                row("retain available 2", connAck(raw(0x25, 2)), "retain available"),
                row("wildcards available 255", connAck(raw(0x28, 0xFF)), "wildcard subscription available"),
                row("shared subscriptions available 2", connAck(raw(0x2A, 2)), "shared subscription available"),
                row("subscription identifiers available 2", connAck(raw(0x29, 2)), "subscription identifier available"),
                row("topic alias maximum twice", connAck(raw(0x22, 0, 9).times(2)), "more than once"),
                row("session expiry twice", connAck(raw(0x11, 0, 0, 0, 9).times(2)), "session expiry"),
                row("keep alive that is cut", connAck(raw(0x13, 0)), "CONNACK"),
                row("a property of PUBLISH", connAck(raw(0x01, 1)), "wrong property"),
                row("a property that does not exist", connAck(raw(0x7E)), "wrong property"));
    }

    private static Stream<HostileRow> texts() {
        return Stream.of(
                row("reason string that is not UTF-8", connAck(raw(0x1F).text(0xC3, 0x28)), "reason string"),
                row("reason string that is longer than its packet", connAck(raw(0x1F, 0xFF, 0xFF, 'x')), "reason string"),
                row("server reference with U+0000", connAck(raw(0x1C).text(0)), "server reference"),
                row("client identifier with U+0000", connAck(raw(0x12).text(0)), "client identifier"),
                row("user property that is cut", connAck(raw(0x26).text("n")), "propert"),
                row("response information that nobody asked for", connAck(raw().property(0x1A, "r")),
                        "response information must not be included"),
                row("authentication data without a method", connAck(raw().property(0x16, "d")),
                        "auth data must not be included"),
                row("authentication that nobody asked for", connAck(raw().property(0x15, "m")),
                        "Server must not include auth in CONNACK"));
    }

    private static Stream<HostileRow> headers() {
        return Stream.of(
                row("reserved flag in the fixed header", raw(0, 0, 0).packet(0x21), "fixed header flags"),
                row("reserved acknowledge flag", raw(2, 0, 0).packet(0x20), "wrong CONNACK flags"),
                row("session of a refused client", raw(1, 0x87, 0).packet(0x20), "session present must be 0"),
                row("reason code that does not exist", raw(0, 0x42, 0).packet(0x20), "wrong reason code"),
                row("reason code of another packet", raw(0, 0x8E, 0).packet(0x20), "wrong reason code"),
                row("properties that are longer than their packet", raw(0, 0, 100).packet(0x20), "propert"),
                row("properties that are shorter than their packet", raw(0, 0, 0, 0x21, 0, 9).packet(0x20), "propert"),
                row("CONNACK of MQTT 3 that accepts", raw(0, 0).packet(0x20), "remaining length too short"),
                row("nothing", raw().packet(0x20), "remaining length too short"),
                row("a remaining length of five bytes", raw(0x20, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F).toByteArray(),
                        "malformed remaining length"),
                new HostileRow("more than the announced maximum packet size", connAck(raw().property(0x26, "n").text("v")
                        .times(100)), "exceeded maximum packet size", "maximum-packet-size=200"));
    }

    private static Stream<HostileRow> before() {
        return Stream.of(
                row("PUBLISH", Raw.publish(raw()), "PUBLISH " + NOT_YET),
                row("SUBACK", raw(0, 9, 0, 1).packet(0x90), "SUBACK " + NOT_YET),
                row("PUBACK", raw(0, 9).packet(0x40), "PUBACK " + NOT_YET),
                row("PUBREL", raw(0, 9).packet(0x62), "PUBREL " + NOT_YET),
                row("PINGRESP", raw().packet(0xD0), NOT_YET),
                row("DISCONNECT", raw(0x8B).packet(0xE0), "DISCONNECT"),
                row("AUTH", raw(0x18).with(raw().property(0x15, "m")).packet(0xF0), "Server must not send AUTH"),
                row("an answer of HTTP", ("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\n\r\n" + "no ".repeat(50))
                        .getBytes(StandardCharsets.US_ASCII), "Exception while decoding PUBACK"),
                row("the banner of SSH", "SSH-2.0-OpenSSH_9.2p1\r\n".repeat(5).getBytes(StandardCharsets.US_ASCII),
                        "Exception while decoding"),
                row("an alert of TLS", raw(0x15, 3, 3, 0, 2, 2, 40).toByteArray(), "must not receive this packet type"),
                row("zeros", new byte[1000], "must not receive this packet type"));
    }

    private static HostileRow row(String name, byte[] bytes, String said) {
        return new HostileRow(name, bytes, said);
    }
}

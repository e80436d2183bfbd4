package io.quarkiverse.mqtt5endpoint.runtime;

import static io.quarkiverse.mqtt5endpoint.runtime.Raw.connAck;
import static io.quarkiverse.mqtt5endpoint.runtime.Raw.raw;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All that is not a message and that no server may send on a connection that it accepted. */
class HostilePacketsTest {

    private static HostileServer hostile;

    @BeforeAll
    static void start() {
        hostile = HostileServer.onceSubscribed(rows());
    }

    @AfterAll
    static void end() {
        hostile.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void endsTheConnectionAndIsReportedOnce(HostileRow row) {
        hostile.isGotOver(row);
    }

    static Stream<HostileRow> rows() {
        return Stream.of(unasked(), ofClients(), malformed(), goodbyes(), noMqtt()).flatMap(row -> row);
    }

    private static Stream<HostileRow> unasked() {
        return Stream.of(
                row("second CONNACK", connAck(raw()), "Must not receive second CONNACK"),
                row("second CONNACK that refuses", raw(0, 0x87, 0).packet(0x20), "Must not receive second CONNACK"),
                row("SUBACK that nobody asked for", raw(0, 9, 0, 1).packet(0x90), "Unknown packet identifier for SUBACK"),
                row("UNSUBACK that nobody asked for", raw(0, 9, 0, 0).packet(0xB0),
                        "Unknown packet identifier for UNSUBACK"),
                row("PUBACK that nobody asked for", raw(0, 9).packet(0x40), "PUBACK contained unknown packet identifier"),
                row("PUBREC that nobody asked for", raw(0, 9).packet(0x50), "PUBREC contained unknown packet identifier"),
                row("PUBCOMP that nobody asked for", raw(0, 9).packet(0x70), "PUBCOMP contained unknown packet identifier"),
                row("AUTH without authentication", raw(0x18).with(raw().property(0x15, "m")).packet(0xF0),
                        "Server must not send AUTH"),
                row("AUTH that asks to authenticate again", raw(0x19).with(raw().property(0x15, "m")).packet(0xF0),
                        "Server must not send AUTH"));
    }

    private static Stream<HostileRow> ofClients() {
        String said = "must not receive this packet type";
        return Stream.of(
                row("CONNECT", raw().text("MQTT").then(5, 2, 0, 30, 0).text("").packet(0x10), said),
                row("SUBSCRIBE", raw(0, 1, 0).text("t").then(1).packet(0x82), said),
                row("UNSUBSCRIBE", raw(0, 1, 0).text("t").packet(0xA2), said),
                row("PINGREQ", raw().packet(0xC0), said),
                row("the packet type that is reserved", raw().packet(0x00), said));
    }

    private static Stream<HostileRow> malformed() {
        String flags = "fixed header flags";
        return Stream.of(
                row("PUBACK with a reserved flag", raw(0, 9).packet(0x41), flags),
                row("PUBREC with reserved flags", raw(0, 9).packet(0x5F), flags),
                row("PUBREL without its flag", raw(0, 9).packet(0x60), flags),
                row("PUBCOMP with a reserved flag", raw(0, 9).packet(0x72), flags),
                row("SUBACK with a reserved flag", raw(0, 9, 0, 1).packet(0x92), flags),
                row("UNSUBACK with a reserved flag", raw(0, 9, 0, 0).packet(0xB1), flags),
                row("PINGRESP with a reserved flag", raw().packet(0xD1), flags),
                row("DISCONNECT with a reserved flag", raw().packet(0xE8), flags),
                row("AUTH with a reserved flag", raw().packet(0xF4), flags),
                row("PINGRESP with a body", raw(1).packet(0xD0), "PINGRESP"),
                row("PUBACK of one byte", raw(9).packet(0x40), "remaining length too short"),
                row("PUBACK with a reason code that does not exist", raw(0, 9, 0x42).packet(0x40), "wrong reason code"),
                row("PUBACK with a property of PUBLISH", raw(0, 9, 0).with(raw(0x01, 1)).packet(0x40), "wrong property"),
                row("PUBREC with two reason strings", raw(0, 9, 0).with(raw().property(0x1F, "r").times(2)).packet(0x50),
                        "reason string"),
                row("SUBACK with a reason code that does not exist", raw(0, 9, 0, 0x42).packet(0x90), "wrong reason code"),
                row("SUBACK without reason codes", raw(0, 9, 0).packet(0x90), "SUBACK"),
                row("SUBACK with a user property that ends in the middle", raw(0, 9).with(raw(0x26, 0, 9)).packet(0x90),
                        "SUBACK"),
                row("AUTH without method", raw(0x18, 0).packet(0xF0), "AUTH"),
                row("a remaining length of five bytes", raw(0x40, 0x80, 0x80, 0x80, 0x80, 1).toByteArray(),
                        "malformed remaining length"));
    }

    private static Stream<HostileRow> goodbyes() {
        return Stream.of(
                row("DISCONNECT with a reason code that does not exist", raw(0x42).packet(0xE0), "wrong reason code"),
                row("DISCONNECT with a session expiry that is cut", raw(0).with(raw(0x11, 0)).packet(0xE0), "DISCONNECT"),
                row("DISCONNECT with a session expiry, which 3.14.2.2.2 forbids", raw(0x8B).with(raw(0x11, 0, 0, 0, 0))
                        .packet(0xE0), "DISCONNECT with reason code SERVER_SHUTTING_DOWN (0x8B)"),
                row("DISCONNECT with a property of CONNACK", raw(0).with(raw(0x24, 1)).packet(0xE0), "wrong property"));
    }

    private static Stream<HostileRow> noMqtt() {
        return Stream.of(
                row("zeros", new byte[1000], "must not receive this packet type"),
                row("an answer of HTTP", ("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\n\r\n" + "no ".repeat(50))
                        .getBytes(StandardCharsets.US_ASCII), "Exception while decoding PUBACK"),
                row("an alert of TLS", raw(0x15, 3, 3, 0, 2, 2, 40).toByteArray(), "must not receive this packet type"));
    }

    private static HostileRow row(String name, byte[] bytes, String said) {
        return new HostileRow(name, bytes, said);
    }
}

package io.quarkiverse.mqtt5endpoint.runtime;

import static io.quarkiverse.mqtt5endpoint.runtime.Raw.publish;
import static io.quarkiverse.mqtt5endpoint.runtime.Raw.raw;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that no server may send (MQTT 5, 3.3): each ends its connection, is reported once, and is forgotten. */
class HostilePublishTest {

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
        return Stream.of(topics(), headers(), values(), lengths()).flatMap(row -> row);
    }

    private static Stream<HostileRow> topics() {
        return Stream.of(
                row("topic that is longer than its packet", raw(0xFF, 0xFF, 't', 0, 7, 0).packet(0x32), "malformed topic"),
                row("empty topic and no alias", raw(0, 0, 0, 7, 0).packet(0x32), "topic alias must be present"),
                row("alias 0", publish(raw(0x23, 0, 0)), "topic alias must not be 0"),
                row("alias above the maximum", publish(raw(0x23, 0, 17)), "must not exceed topic alias maximum"),
                row("alias twice", publish(raw(0x23, 0, 1, 0x23, 0, 2)), "more than once"),
                row("alias that nobody knows", raw(0, 0, 0, 7).with(raw(0x23, 0, 5)).packet(0x32), "has no mapping"));
    }

    private static Stream<HostileRow> headers() {
        Raw good = raw().text("t").then(0, 7, 0, 'x');
        return Stream.of(
                row("QoS 3", good.packet(0x36), "wrong QoS"),
                row("QoS 0 and DUP", good.packet(0x38), "DUP flag must be 0 if QoS is 0"),
                row("no packet identifier", raw().text("t").then(0).packet(0x32), "remaining length too short"));
    }

    private static Stream<HostileRow> values() {
        return Stream.of(
                row("user property without value", publish(raw(0x26).text("n")), "property"),
                row("correlation data that is longer than its packet", publish(raw(0x09, 0xFF, 0xFF)), "correlation data"),
                row("subscription identifier 0", publish(raw(0x0B, 0)), "subscription identifier must not be 0"),
                row("subscription identifier of 5 bytes", publish(raw(0x0B, 0xFF, 0xFF, 0xFF, 0xFF, 1)),
                        "malformed subscription identifier"),
                row("a property of CONNECT", publish(raw(0x11, 0, 0, 0, 1)), "wrong property"),
                row("a property of CONNACK", publish(raw(0x24, 1)), "wrong property"),
                row("a property that does not exist", publish(raw(0x7F, 0)), "wrong property"),
                row("a property that is no number", publish(raw(0xFF, 0xFF, 0xFF, 0xFF)), "propert"));
    }

    private static Stream<HostileRow> lengths() {
        return Stream.of(
                row("nothing", raw().packet(0x32), "remaining length too short"),
                row("properties that are longer than their packet", raw().text("t").then(0, 7, 100, 'x').packet(0x32),
                        "remaining length too short"),
                row("properties whose length is no number",
                        raw().text("t").then(0, 7, 0xFF, 0xFF, 0xFF, 0xFF, 1).packet(0x32), "malformed properties length"),
                row("properties that end in the middle of one", raw().text("t").then(0, 7, 2, 0x02, 0).packet(0x32),
                        "properties"),
                row("a length of five bytes", raw(0x32, 0xFF, 0xFF, 0xFF, 0xFF, 1).toByteArray(),
                        "malformed remaining length"),
                row("more than the announced maximum packet size", raw().text("t").then(0, 7, 0).then(new byte[20_000])
                        .packet(0x32), "exceeded maximum packet size"),
                row("the largest packet there is, of which only the length comes", raw(0x32, 0xFF, 0xFF, 0xFF, 0x7F)
                        .toByteArray(), "exceeded maximum packet size"));
    }

    private static HostileRow row(String name, byte[] bytes, String said) {
        return new HostileRow(name, bytes, said, "maximum-packet-size=20000");
    }
}

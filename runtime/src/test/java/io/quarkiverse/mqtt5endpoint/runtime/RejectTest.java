package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBREC;
import static io.netty.handler.codec.mqtt.MqttMessageType.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.stream.Stream;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.Mqtt5RejectionException;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** The failure strategy {@code reject}: reason codes that reach the server. */
class RejectTest {

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server);
    private final TestLog log = new TestLog();

    @AfterEach
    void end() {
        app.close();
        server.close();
        log.close();
    }

    @ParameterizedTest
    @CsvSource({ "'',0x83", "0x97,0x97", "151,0x97", "0x99,0x99" })
    void nackIsAnAcknowledgementWithTheReasonCode(String configured, String sent) {
        String channel = "rejecting" + configured + sent;
        Consumer consumer = subscribed(channel, "qos=2", "reject.reason-code=" + configured);
        server.publish("t", "bad", 1);
        server.publish("t", "bad, too", 2);
        server.publish("t", "good", 1);
        nack(consumer.get(0), new IllegalStateException("poison"));
        nack(consumer.get(1), new IllegalStateException("poison"));
        consumer.ack(2);
        assertThat(server.awaitReceived(PUBACK, 2)).extracting(ReceivedPacket::reasonCode)
                .containsExactly(Integer.decode(sent), 0);
        ReceivedPacket pubRec = server.awaitReceived(PUBREC, 1).get(0);
        assertThat(pubRec.reasonCode()).isEqualTo(Integer.decode(sent));
        assertThat(consumer.failure()).isNull();
        assertThat(app.counters(channel).rejected.sum()).isEqualTo(2);
        assertThat(app.counters(channel).nacked.sum()).isEqualTo(2);
        assertThat(log.lines(121, channel)).hasSize(2).allSatisfy(line -> assertThat(line).contains(sent));
    }

    @Test
    void rejectionExceptionBringsItsOwnCodeAndReason() {
        Consumer consumer = subscribed("in");
        server.publish("t", "bad", 1);
        nack(consumer.get(0), new Mqtt5RejectionException(0x99, "not JSON"));
        ReceivedPacket pubAck = server.awaitReceived(PUBACK, 1).get(0);
        assertThat(pubAck.reasonCode()).isEqualTo(0x99);
        assertThat(pubAck.reasonString()).hasValue("not JSON");
    }

    @Test
    void codesStayWithTheirMessagesInWhateverOrderTheyAreSettled() {
        Consumer consumer = subscribed("in");
        for (int i = 0; i < 5; i++) {
            server.publish("t", String.valueOf(i), 1);
        }
        consumer.ack(4);
        nack(consumer.get(3), new Mqtt5RejectionException(0x97, null));
        consumer.ack(2);
        nack(consumer.get(1), new Mqtt5RejectionException(0x80, null));
        assertThat(server.received(PUBACK)).isEmpty();
        nack(consumer.get(0), new Mqtt5RejectionException(0x99, null));
        assertThat(server.awaitReceived(PUBACK, 5)).extracting(ReceivedPacket::reasonCode)
                .containsExactly(0x99, 0x80, 0, 0x97, 0);
    }

    @Test
    void afterALostConnectionCodesStayWithTheirMessages() {
        server.onConnect(ConnectAnswers.accept().withSession());
        Consumer consumer = subscribed("in", "client-id=fixed");
        server.publish("t", "old", 1);
        nackLater(consumer, 0);
        server.publish("t", "new", 1);
        nack(consumer.get(1), new Mqtt5RejectionException(0x99, null));
        assertThat(server.awaitReceived(PUBACK, 1)).extracting(ReceivedPacket::reasonCode).containsExactly(0x99);
    }

    /** Rejected when it has gone back to the server already. */
    private void nackLater(Consumer consumer, int index) {
        Message<?> message = consumer.get(index);
        server.cut();
        server.awaitReceived(CONNECT, 2);
        await().until(() -> app.readiness("in").isOk());
        nack(message, new Mqtt5RejectionException(0x80, null));
    }

    @Test
    void qos0HasNobodyToBeToldAndGoesOn() {
        Consumer consumer = subscribed("in");
        server.publish("t", "bad", 0);
        nack(consumer.get(0), new IllegalStateException("poison"));
        server.publish("t", "next", 1);
        consumer.ack(1);
        assertThat(server.awaitReceived(PUBACK, 1)).extracting(ReceivedPacket::reasonCode).containsExactly(0);
    }

    @Test
    void rejectionExceptionIsAnOrdinaryFailureForOtherStrategies() {
        Consumer consumer = new Consumer();
        app.subscribe("ignoring", consumer, "topic=t", "failure-strategy=ignore");
        server.awaitReceived(SUBSCRIBE, 1);
        server.publish("t", "bad", 1);
        nack(consumer.get(0), new Mqtt5RejectionException(0x99, null));
        assertThat(server.awaitReceived(PUBACK, 1)).extracting(ReceivedPacket::reasonCode).containsExactly(0);
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 0x10, 0x81, 0x92, 0x100 })
    void otherCodesAreRefused(int code) {
        assertThatThrownBy(() -> new Mqtt5RejectionException(code, null)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A message can be rejected with one of 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99, but not with 0x%02X",
                        code);
    }

    @Test
    void longReasonIsCut() {
        Consumer consumer = subscribed("in");
        server.publish("t", "bad", 1);
        nack(consumer.get(0), new Mqtt5RejectionException(0x80, "\u20ac".repeat(10_000) + "\u0000"));
        assertThat(server.awaitReceived(PUBACK, 1).get(0).reasonString()).hasValue("\u20ac".repeat(341));
    }

    private Consumer subscribed(String channel, String... attributes) {
        String[] all = Stream.concat(Stream.of("topic=t", "failure-strategy=reject"),
                Stream.of(attributes)).toArray(String[]::new);
        Consumer consumer = app.incoming(channel, all);
        server.awaitReceived(SUBSCRIBE, 1);
        return consumer;
    }

    private static void nack(Message<?> message, Throwable cause) {
        message.nack(cause).toCompletableFuture().join();
    }
}

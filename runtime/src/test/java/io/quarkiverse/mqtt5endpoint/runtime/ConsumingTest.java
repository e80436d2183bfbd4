package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBREC;
import static io.netty.handler.codec.mqtt.MqttMessageType.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.Packets;
import io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** How messages come in and acknowledgements go out, against a server that does what a test needs. */
class ConsumingTest {

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server);

    @AfterEach
    void end() {
        app.close();
        server.close();
    }

    @Test
    void channelIsNotReadyBeforeItsFirstConnection() {
        server.dropTcp();
        app.incoming("in", "topic=t");
        assertThat(app.readiness("in").isOk()).isFalse();
        assertThat(app.startup("in").isOk()).isFalse();
        server.acceptTcp();
        await().until(() -> app.readiness("in").isOk() && app.startup("in").isOk());
    }

    @Test
    void qos1IsAcknowledgedOnlyAfterTheApplicationDid() {
        Consumer consumer = subscribed("in", "topic=t");
        int id = server.publish("t", "one", 1);
        consumer.get(0);
        int marker = server.publish("t", "two", 1);
        consumer.get(1);
        assertThat(server.received(PUBACK)).isEmpty();
        consumer.ack(0);
        consumer.ack(1);
        assertThat(server.awaitReceived(PUBACK, 2)).extracting(ReceivedPacket::packetId).containsExactly(id, marker);
    }

    @Test
    void qos2IsAcknowledgedOnlyAfterTheApplicationDid() {
        Consumer consumer = subscribed("in", "topic=t", "qos=2");
        server.publish("t", "one", 2);
        server.publish("t", "two", 2);
        consumer.get(1);
        assertThat(server.received(PUBREC)).isEmpty();
        consumer.ack(0);
        assertThat(server.awaitReceived(PUBREC, 1)).hasSize(1);
    }

    @Test
    void acknowledgementsLeaveInTheOrderOfArrival() {
        Consumer consumer = subscribed("in", "topic=t", "qos=2");
        List<Integer> ids = List.of(server.publish("t", "0", 1), server.publish("t", "1", 2), server.publish("t", "2", 1));
        consumer.ack(2);
        consumer.ack(1);
        assertThat(server.received(PUBACK)).isEmpty();
        consumer.ack(0);
        server.awaitReceived(PUBACK, 2);
        server.awaitReceived(PUBREC, 1);
        assertThat(server.received().stream().filter(p -> p.type() == PUBACK || p.type() == PUBREC))
                .extracting(ReceivedPacket::packetId)
                .containsExactlyElementsOf(ids);
    }

    @Test
    void messagesThatFollowConnackInTheSamePacketAreNotLost() {
        server.onConnect(ConnectAnswers.accept().withSession().thenSend(Packets.publish("t", "early", 1, 7)));
        Consumer consumer = app.incoming("in", "topic=t", "client-id=fixed");
        assertThat(Consumer.text(consumer.get(0))).isEqualTo("early");
        consumer.ack(0);
        assertThat(server.awaitReceived(PUBACK, 1)).extracting(ReceivedPacket::packetId).containsExactly(7);
    }

    @Test
    void unacknowledgedQos1AfterAReconnectIsDeliveredAgainAndBlocksNothing() {
        Consumer consumer = subscribed("in", "topic=t", "client-id=fixed", "receive-maximum=2");
        server.onConnect(ConnectAnswers.accept().withSession());
        server.publish("t", "a", 1);
        server.publish("t", "b", 1);
        consumer.awaitMessages(2);
        server.cut();
        server.awaitReceived(CONNECT, 2);
        server.awaitOpenConnections(1);
        // The application still has the first two in its hands: their late acknowledgements do nothing, and make room.
        server.publish("t", "a".getBytes(), 1, false, PropertiesBuilder.properties().build(), 1, true);
        server.publish("t", "b".getBytes(), 1, false, PropertiesBuilder.properties().build(), 2, true);
        consumer.ack(0);
        consumer.ack(1);
        consumer.awaitMessages(4);
        assertThat(server.received(PUBACK)).isEmpty();
        consumer.ack(2);
        consumer.ack(3);
        assertThat(server.awaitReceived(PUBACK, 2)).extracting(ReceivedPacket::packetId).containsExactly(1, 2);
        assertThat(server.received(CONNECT)).hasSize(2);
    }

    @Test
    void qos2InTheApplicationsHandsSurvivesAReconnectWithoutADuplicate() {
        Consumer consumer = subscribed("in", "topic=t", "qos=2", "client-id=fixed");
        server.onConnect(ConnectAnswers.accept().withSession());
        int id = server.publish("t", "once", 2);
        consumer.get(0);
        server.cut();
        server.awaitReceived(CONNECT, 2);
        server.awaitOpenConnections(1);
        server.publish("t", "once".getBytes(), 2, false, PropertiesBuilder.properties().build(), id, true);
        await().during(Duration.ofMillis(300)).until(() -> server.received(PUBREC).isEmpty());
        consumer.ack(0);
        assertThat(server.awaitReceived(PUBREC, 1)).extracting(ReceivedPacket::packetId).containsExactly(id);
        server.publish("t", "next", 2);
        assertThat(consumer.awaitMessages(2).payloads()).containsExactly("once", "next");
    }

    @Test
    void neverMoreThanTheReceiveMaximumIsInTheApplicationsHands() {
        Consumer consumer = subscribed("in", "topic=t", "receive-maximum=3", "client-id=fixed");
        server.onConnect(ConnectAnswers.accept().withSession());
        IntStream.range(0, 3).forEach(i -> server.publish("t", "m" + i, 1));
        consumer.awaitMessages(3);
        server.cut();
        server.awaitReceived(CONNECT, 2);
        server.awaitOpenConnections(1);
        IntStream.range(0, 3).forEach(
                i -> server.publish("t", ("m" + i).getBytes(), 1, false, PropertiesBuilder.properties().build(), i + 1, true));
        // Redelivered, but three are still unsettled: each one settled makes room for one.
        consumer.ack(0);
        consumer.awaitMessages(4);
        assertThat(consumer.payloads()).containsExactly("m0", "m1", "m2", "m0");
        consumer.ack(1);
        consumer.awaitMessages(5);
        assertThat(consumer.messages()).hasSize(5);
    }

    @Test
    void subscribeIsSentAgainOnlyWhereTheServerHasNoSession() {
        subscribed("in", "topic=t", "client-id=fixed");
        server.onNextConnects(1, ConnectAnswers.accept().withSession());
        server.cut();
        server.awaitReceived(CONNECT, 2);
        await().until(() -> app.readiness("in").isOk());
        assertThat(server.received(SUBSCRIBE)).hasSize(1);
        server.cut();
        assertThat(server.awaitReceived(SUBSCRIBE, 2)).hasSize(2);
        await().until(() -> app.readiness("in").isOk());
        server.publish("t", "still here", 1);
    }

    @Test
    void messagesFlowAgainAfterTheServerForgotTheSession() {
        Consumer consumer = subscribed("in", "topic=t", "client-id=fixed").acknowledging();
        server.publish("t", "before", 1);
        consumer.awaitMessages(1);
        server.cut();
        server.awaitReceived(SUBSCRIBE, 2);
        await().until(() -> app.readiness("in").isOk());
        server.publish("t", "after", 1);
        assertThat(consumer.awaitMessages(2).payloads()).containsExactly("before", "after");
        server.awaitReceived(PUBACK, 2);
    }

    @Test
    void qos2OfALostSessionDoesNotBlockTheNextOne() {
        Consumer consumer = subscribed("in", "topic=t", "qos=2", "client-id=fixed", "receive-maximum=1");
        server.publish("t", "old", 2);
        consumer.get(0);
        server.cut();
        server.awaitReceived(SUBSCRIBE, 2);
        await().until(() -> app.readiness("in").isOk());
        server.publish("t", "new", 2);
        await().until(() -> app.counters("in").received.sum() == 2);
        consumer.ack(0);
        consumer.ack(1);
        assertThat(server.awaitReceived(PUBREC, 1)).hasSize(1);
        assertThat(server.received(CONNECT)).hasSize(2);
    }

    private Consumer subscribed(String channel, String... attributes) {
        Consumer consumer = app.incoming(channel, attributes);
        await().until(() -> app.readiness(channel).isOk() && app.startup(channel).isOk()
                && !"not subscribed".equals(app.readiness(channel).getMessage()));
        return consumer;
    }
}

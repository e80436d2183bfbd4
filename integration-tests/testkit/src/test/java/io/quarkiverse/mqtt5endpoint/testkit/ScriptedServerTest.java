package io.quarkiverse.mqtt5endpoint.testkit;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.DISCONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBCOMP;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBLISH;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBREC;
import static io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;

@Timeout(60)
class ScriptedServerTest {

    private final ScriptedServer server = ScriptedServer.started();

    @AfterEach
    void close() {
        assertThat(server.failures()).isEmpty();
        server.close();
    }

    @Test
    void byDefaultEverythingIsAcceptedAndRecorded() {
        try (MqttCompanion client = MqttCompanion.builder(server).clientId("joe").session(77).connect()) {
            assertThat(client.sessionPresent()).isFalse();
            MqttSubscription subscription = new MqttSubscription("a/#", 2);
            subscription.setNoLocal(true);
            client.subscribe(subscription);
            for (int qos = 0; qos <= 2; qos++) {
                assertThat(client.publish(TestMessage.to("t" + qos).payload("p").qos(qos).userProperty("k", "v"))
                        .awaitReasonCode()).isZero();
            }
            client.unsubscribe("a/#");
        }
        server.awaitReceived(DISCONNECT, 1);

        MqttConnectMessage connect = server.connectPackets().get(0);
        assertThat(connect.payload().clientIdentifier()).isEqualTo("joe");
        assertThat(server.received(CONNECT).get(0).properties().number(MqttPropertyType.SESSION_EXPIRY_INTERVAL))
                .hasValue(77);
        MqttTopicSubscription received = server.subscribes().get(0).payload().topicSubscriptions().get(0);
        assertThat(received.topicFilter()).isEqualTo("a/#");
        assertThat(received.option().isNoLocal()).isTrue();
        assertThat(server.publishes()).extracting(ReceivedPublish::qos).containsExactly(0, 1, 2);
        assertThat(server.publishes()).extracting(ReceivedPublish::topic).containsExactly("t0", "t1", "t2");
        assertThat(server.publishes()).allSatisfy(publish -> assertThat(publish.properties().userProperties())
                .containsExactly(Map.entry("k", "v")));
        assertThat(server.disconnects().get(0).reasonCode()).isZero();
        assertThat(server.tcpConnections()).isEqualTo(1);
        server.awaitOpenConnections(0);
    }

    @Test
    void refusesConnectsWithReasonCodes() {
        server.onNextConnects(2, ConnectAnswers.refuse(0x89, properties().reasonString("full").serverReference("other")));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> MqttCompanion.connect(server, "c")).hasMessageContaining("reason code 137");
        }
        try (MqttCompanion client = MqttCompanion.connect(server, "c")) {
            assertThat(client.isConnected()).isTrue();
        }
        assertThat(server.connects()).isEqualTo(3);
        assertThat(server.tcpConnectionTimes()).isSorted().hasSize(3);
    }

    @Test
    void acceptedConnectCarriesPropertiesAndHeldMessages() throws IOException {
        server.onConnect(ConnectAnswers.accept(properties().receiveMaximum(5).maximumQos(1).serverKeepAlive(9)
                .sharedSubscriptionAvailable(false)).withSession()
                .thenSend(Packets.publish("held", "1", 1, 1), Packets.publish("held", "2", 1, 2)));
        for (int i = 0; i < 2; i++) {
            try (FaultProxy proxy = FaultProxy.before(server).record();
                    MqttCompanion client = MqttCompanion.builder(proxy.host(), proxy.port()).clientId("c").session(10)
                            .connect()) {
                assertThat(client.sessionPresent()).isTrue();
                client.received().awaitRecords(2);
                assertThat(client.received().payloads()).containsExactly("1", "2");
                PropertiesReader properties = proxy.packets(Direction.DOWNSTREAM).get(0).properties();
                assertThat(properties.number(MqttPropertyType.RECEIVE_MAXIMUM)).hasValue(5);
                assertThat(properties.number(MqttPropertyType.MAXIMUM_QOS)).hasValue(1);
                assertThat(properties.number(MqttPropertyType.SERVER_KEEP_ALIVE)).hasValue(9);
                assertThat(properties.number(MqttPropertyType.SHARED_SUBSCRIPTION_AVAILABLE)).hasValue(0);
                assertThat(properties.text(MqttPropertyType.REASON_STRING)).isEmpty();
                server.awaitReceived(PUBACK, 2 * i + 2);
            }
        }
    }

    @Test
    void refusesSubscribe() {
        server.onNextSubscribes(1, SubscribeAnswers.codes(0x87));
        try (FaultProxy proxy = FaultProxy.before(server).record();
                MqttCompanion client = MqttCompanion.connect(proxy.host(), proxy.port(), "c")) {
            assertThatThrownBy(() -> client.subscribe("secret", 1)).hasMessageContaining("reason code 135");
            assertThat(client.subscribe("open", 1).records()).isEmpty();
            assertThat(proxy.packets(Direction.DOWNSTREAM).get(1).subscribeReasonCodes()).containsExactly(0x87);
        }
    }

    @Test
    void answersPublishWithReasonCodes() {
        server.onNextPublishes(1, PublishAnswers.code(0x10))
                .onNextPublishes(1, PublishAnswers.code(0x97, "quota"))
                .onNextPublishes(1, PublishAnswers.code(0x99, "format"));
        try (FaultProxy proxy = FaultProxy.before(server).record();
                MqttCompanion client = MqttCompanion.connect(proxy.host(), proxy.port(), "c")) {
            assertThat(client.publish("t", "x", 1).awaitReasonCode()).isEqualTo(0x10);
            assertThat(client.publish("t", "x", 1).awaitReasonCode()).isEqualTo(0x97);
            // the last one: Paho closes its connection after a refusing PUBREC
            assertThat(client.publish("t", "x", 2).awaitReasonCode()).isEqualTo(0x99);
            assertThat(proxy.packets(Direction.DOWNSTREAM, PUBACK)).extracting(ReceivedPacket::reasonCode)
                    .containsExactly(0x10, 0x97);
            assertThat(proxy.packets(Direction.DOWNSTREAM, PUBREC).get(0).reasonString()).contains("format");
        }
    }

    @Test
    void holdsAndReleasesAcks() {
        server.holdAcks();
        try (MqttCompanion client = MqttCompanion.connect(server, "c")) {
            PublishTask published = client.publish("t", "x", 1);
            server.awaitReceived(PUBLISH, 1);
            assertThat(server.heldAcks()).isEqualTo(1);
            assertThat(published.isDone()).isFalse();
            server.releaseAcks(1);
            assertThat(published.awaitReasonCode()).isZero();
            server.releaseAcks();
            assertThat(client.publish("t", "x", 2).awaitReasonCode()).isZero();
        }
    }

    @Test
    void delaysAcknowledgement() {
        server.onPublish(PublishAnswers.acknowledgeAfter(Duration.ofMillis(200)));
        try (MqttCompanion client = MqttCompanion.connect(server, "c")) {
            long start = System.nanoTime();
            client.publish("t", "x", 1).awaitCompletion();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(190));
        }
    }

    @Test
    void publishesToTheClientAndRecordsItsAnswers() {
        try (FaultProxy proxy = FaultProxy.before(server).record();
                MqttCompanion client = MqttCompanion.connect(proxy.host(), proxy.port(), "c")) {
            assertThat(server.publish("a", "1", 1)).isEqualTo(1);
            assertThat(server.publish("a", "2", 2)).isEqualTo(2);
            server.publish("a", "3".getBytes(StandardCharsets.UTF_8), 1, true,
                    properties().contentType("text/plain").correlationData("c").userProperty("k", "v").build(), 99, true);
            client.received().awaitRecords(3);
            TestMessage third = client.received().awaitRecord(message -> message.text().equals("3"));
            assertThat(third.retained()).isTrue();
            assertThat(proxy.packets(Direction.DOWNSTREAM, PUBLISH)).extracting(packet -> packet.asPublish().dup())
                    .containsExactly(false, false, true);
            assertThat(third.contentType()).contains("text/plain");
            assertThat(third.userProperty("k")).contains("v");
            server.awaitReceived(PUBACK, 2);
            server.awaitReceived(PUBCOMP, 1);
            assertThat(server.acks()).extracting(ReceivedPacket::packetId).containsExactlyInAnyOrder(1, 2, 99);
        }
    }

    @Test
    void endsConnectionsInItsWays() {
        MqttCompanion one = MqttCompanion.connect(server, "one");
        server.disconnect(0x8B, properties().reasonString("maintenance").build());
        Awaitility.await().until(() -> !one.isConnected());
        MqttCompanion two = MqttCompanion.connect(server, "two");
        server.cut();
        Awaitility.await().until(() -> !two.isConnected());
        server.awaitOpenConnections(0);
        one.close();
        two.close();
    }

    @Test
    void clientIsFoundByItsId() {
        try (MqttCompanion one = MqttCompanion.connect(server, "one");
                MqttCompanion two = MqttCompanion.connect(server, "two")) {
            server.connection("one").publish("t", "for one", 0);
            assertThat(one.received().awaitRecords(1).records()).hasSize(1);
            assertThat(server.connection().clientId()).isEqualTo("two");
            assertThatThrownBy(() -> server.connection("three")).hasMessage("Client 'three' is not connected");
        }
    }

    @Test
    void dropsTcpAndStartsAgainOnTheSamePort() throws IOException {
        server.dropTcp();
        try (Socket socket = new Socket(server.host(), server.port())) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        server.awaitTcpConnections(1);
        server.acceptTcp().stop();
        assertThatThrownBy(() -> new Socket(server.host(), server.port())).hasMessageContaining("refused");
        server.start();
        try (MqttCompanion client = MqttCompanion.connect(server, "c")) {
            assertThat(client.publish("t", "x", 1).awaitReasonCode()).isZero();
        }
        assertThat(server.tcpConnections()).isEqualTo(2);
        assertThat(server.connects()).isEqualTo(1);
    }

    @Test
    void largePacketsPass() {
        byte[] large = new byte[6 * 1024 * 1024];
        try (MqttCompanion client = MqttCompanion.connect(server, "c")) {
            client.publish(TestMessage.to("t").payload(large)).awaitCompletion();
            assertThat(server.publishes().get(0).payload()).hasSize(large.length);
        }
    }

    @Test
    void sendsRawBytesAndSubscriptionIdentifiers() {
        try (FaultProxy proxy = FaultProxy.before(server).record();
                MqttCompanion client = MqttCompanion.connect(proxy.host(), proxy.port(), "c")) {
            server.sendRaw(new byte[] { 0x30, 5, 0, 1, 't', 0, 'x' });
            server.send(Packets.publish("u", new byte[0], 0, false,
                    properties().subscriptionIdentifier(7).subscriptionIdentifier(8).build(), 0, false));
            assertThat(client.received().awaitRecords(2).records()).extracting(TestMessage::topic).containsExactly("t", "u");
            assertThat(proxy.packets(Direction.DOWNSTREAM, PUBLISH).get(1).properties().subscriptionIdentifiers())
                    .containsExactly(7, 8);
        }
    }

    @Test
    void closesInsteadOfAnAnswer() {
        server.onNextConnects(1, Answer.close()).onNextPublishes(1, Answer.disconnect(0x97));
        assertThatThrownBy(() -> MqttCompanion.connect(server, "c")).isInstanceOf(IllegalStateException.class);
        try (MqttCompanion client = MqttCompanion.connect(server, "c")) {
            assertThatThrownBy(() -> client.publish("t", "x", 1).awaitCompletion()).isInstanceOf(IllegalStateException.class);
        }
        assertThat(server.connects()).isEqualTo(2);
    }
}

package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.DISCONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBLISH;
import static io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.Mqtt5PublishException;
import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.PublishAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPublish;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** How messages go out, and what their senders hear of it. */
class PublishingTest {

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server);

    @AfterEach
    void end() {
        app.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2 })
    void messageIsAcknowledgedOnlyAfterTheServerHasIt(int qos) {
        Producer producer = app.outgoing("out", "topic=t", "qos=" + qos);
        server.holdAcks();
        CompletableFuture<Void> sent = producer.send("hello");
        server.awaitReceived(PUBLISH, 1);
        assertThat(sent).isNotDone();
        await().until(() -> server.heldAcks() == 1);
        server.releaseAcks();
        sent.join();
    }

    @Test
    void messagesAreSentWithoutWaitingForEachOther() {
        Producer producer = app.outgoing("out", "topic=t");
        server.holdAcks();
        List<CompletableFuture<Void>> sent = IntStream.range(0, 100).mapToObj(i -> producer.send("m" + i)).toList();
        assertThat(server.awaitReceived(PUBLISH, 100)).extracting(p -> p.asPublish().text())
                .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(i -> "m" + i).toList());
        server.releaseAcks();
        sent.forEach(CompletableFuture::join);
    }

    @Test
    void noMoreThanAllowedAreInFlight() {
        Producer producer = app.outgoing("out", "topic=t", "max-inflight-messages=3");
        await().until(() -> app.readiness("out").isOk() && app.startup("out").isOk());
        server.holdAcks();
        List<CompletableFuture<Void>> sent = IntStream.range(0, 10).mapToObj(i -> producer.send("m" + i)).toList();
        server.awaitReceived(PUBLISH, 3);
        assertThat(producer.taken()).isEqualTo(3);
        await().until(() -> server.heldAcks() == 3);
        server.releaseAcks(1);
        server.awaitReceived(PUBLISH, 4);
        assertThat(producer.taken()).isEqualTo(4);
        server.releaseAcks();
        sent.forEach(CompletableFuture::join);
    }

    @ParameterizedTest
    @CsvSource({ "1,0x80", "1,0x83", "1,0x87", "1,0x90", "1,0x91", "1,0x97", "1,0x99", "2,0x80", "2,0x83", "2,0x87", "2,0x90",
            "2,0x97",
            "2,0x99" })
    void reasonCodeOfTheServerNacksThatMessageOnly(int qos, String code) {
        Producer producer = app.outgoing("out", "topic=t", "qos=" + qos);
        server.onNextPublishes(1, PublishAnswers.code(Integer.decode(code), "not today"));
        assertThat(failure(producer.send("refused"))).isInstanceOfSatisfying(Mqtt5PublishException.class, refused -> {
            assertThat(refused.getReasonCode()).isEqualTo(Integer.decode(code));
            assertThat(refused.getReasonString()).contains("not today");
            assertThat(refused).hasMessageContaining("Channel `out`").hasMessageContaining("`t`").hasMessageContaining(code);
        });
        producer.send("accepted").join();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2 })
    void serverThatTakesOneMessageAtATimeGetsAllInTheirOrder(int qos) {
        server.onConnect(ConnectAnswers.accept(properties().receiveMaximum(1)));
        Producer producer = app.outgoing("out", "topic=t", "qos=" + qos);
        server.holdAcks();
        List<CompletableFuture<Void>> sent = IntStream.range(0, 50).mapToObj(i -> producer.send("m" + i)).toList();
        await().until(() -> server.heldAcks() == 1);
        producer.awaitTaken(50);
        assertThat(server.received(PUBLISH)).hasSize(1);
        server.releaseAcks();
        sent.forEach(CompletableFuture::join);
        assertThat(server.received(PUBLISH)).extracting(packet -> packet.asPublish().text())
                .containsExactlyElementsOf(IntStream.range(0, 50).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void noMatchingSubscribersIsASuccess() {
        server.onPublish(PublishAnswers.code(0x10));
        app.outgoing("out", "topic=t").send("hello").join();
    }

    @Test
    void qos0IsAcknowledgedAfterTheWrite() {
        app.outgoing("out", "topic=t", "qos=0").send("hello").join();
        assertThat(server.awaitReceived(PUBLISH, 1).get(0).asPublish().qos()).isZero();
    }

    @Test
    void everyPropertyOfTheMetadataIsOnTheWire() {
        Producer producer = app.outgoing("out", "topic=t", "retain=true", "message-expiry-interval=5", "response-topic=answers",
                "content-type=text/csv");
        producer.send("channel");
        producer.send("message", OutgoingMqtt5Metadata.builder().withTopic("other").withQos(2).withRetain(false)
                .withMessageExpiryInterval(0).withResponseTopic("mine").withContentType("text/x")
                .withCorrelationData(new byte[] { 1, 2 })
                .withPayloadUtf8(true).withUserProperty("a", "1").withUserProperty("b", "2").withUserProperty("a", "3")
                .build());
        producer.send("no expiry", OutgoingMqtt5Metadata.builder().withTopic("").withMessageExpiryInterval(-1).build());
        List<ReceivedPacket> packets = server.awaitReceived(PUBLISH, 3);
        ReceivedPublish first = packets.get(0).asPublish();
        assertThat(first.topic()).isEqualTo("t");
        assertThat(first.qos()).isEqualTo(1);
        assertThat(first.retain()).isTrue();
        assertThat(WireTest.properties(packets.get(0))).isEqualTo("expiry=5 content=text/csv response=answers");
        ReceivedPublish second = packets.get(1).asPublish();
        assertThat(second.topic()).isEqualTo("other");
        assertThat(second.qos()).isEqualTo(2);
        assertThat(second.retain()).isFalse();
        assertThat(WireTest.properties(packets.get(1)))
                .isEqualTo("utf8=1 expiry=0 content=text/x response=mine correlation=[1, 2] user=[a=1, b=2, a=3]");
        assertThat(packets.get(2).asPublish().topic()).isEqualTo("t");
        assertThat(WireTest.properties(packets.get(2))).isEqualTo("content=text/csv response=answers");
    }

    @Test
    void topicThatMqttForbidsNacksThatMessageOnly() {
        Producer producer = app.outgoing("out", "topic=t");
        for (String topic : List.of("a/+", "#", "a\u0000b", "x".repeat(65536))) {
            assertThat(failure(producer.send("m", OutgoingMqtt5Metadata.builder().withTopic(topic).build())))
                    .isInstanceOfSatisfying(Mqtt5PublishException.class, e -> assertThat(e.getReasonCode()).isEqualTo(0x90));
        }
        producer.send("fine").join();
    }

    @Test
    void propertyThatMqttForbidsNacksThatMessageOnly() {
        Producer producer = app.outgoing("out", "topic=t", "max-inflight-messages=1");
        for (OutgoingMqtt5Metadata.Builder forbidden : List.of(OutgoingMqtt5Metadata.builder().withUserProperty("a", "b\u0000"),
                OutgoingMqtt5Metadata.builder().withContentType("\uD800"),
                OutgoingMqtt5Metadata.builder().withResponseTopic("a/#"),
                OutgoingMqtt5Metadata.builder().withCorrelationData(new byte[65536]),
                OutgoingMqtt5Metadata.builder().withMessageExpiryInterval(1L << 32))) {
            assertThat(code(producer.send("m", forbidden.build()))).isEqualTo(0x82);
        }
        assertThat(code(producer.send("m", OutgoingMqtt5Metadata.builder().withQos(3).build()))).isEqualTo(0x9B);
        producer.send("fine").join();
    }

    @Test
    void channelThatAsksForMoreThanTheServerAllowsIsWarnedOnce() {
        try (TestLog log = new TestLog()) {
            server.onConnect(ConnectAnswers.accept(properties().maximumQos(1)));
            Producer producer = app.outgoing("ambitious", "topic=t", "qos=2");
            assertThat(code(producer.send("m"))).isEqualTo(0x9B);
            server.cut();
            server.awaitReceived(CONNECT, 2);
            await().until(() -> app.readiness("ambitious").isOk());
            assertThat(log.lines(131, "ambitious")).hasSize(1);
        }
    }

    @Test
    void whatTheServerDoesNotAllowIsNackedBeforeItIsSent() {
        server.onConnect(ConnectAnswers.accept(properties().maximumQos(1).retainAvailable(false).maximumPacketSize(100)
                .topicAliasMaximum(10)));
        Producer producer = app.outgoing("out", "topic=t");
        assertThat(code(producer.send("m", OutgoingMqtt5Metadata.builder().withQos(2).build()))).isEqualTo(0x9B);
        assertThat(code(producer.send("m", OutgoingMqtt5Metadata.builder().withRetain(true).build()))).isEqualTo(0x9A);
        assertThat(code(producer.send(new byte[101]))).isEqualTo(0x95);
        assertThat(server.received(PUBLISH)).isEmpty();
        producer.send("fine").join();
        assertThat(server.received(PUBLISH).get(0).asPublish().topic()).isEqualTo("t");
        assertThat(server.received(CONNECT)).hasSize(1);
    }

    @Test
    void messagesWaitWhileThereIsNoConnectionAndOnlyAsManyAsAllowed() {
        server.dropTcp();
        Producer producer = app.outgoing("out", "topic=t", "max-inflight-messages=5");
        List<CompletableFuture<Void>> sent = IntStream.range(0, 20).mapToObj(i -> producer.send("m" + i)).toList();
        producer.awaitTaken(5);
        server.awaitTcpConnections(1);
        assertThat(producer.taken()).isEqualTo(5);
        server.acceptTcp();
        sent.forEach(CompletableFuture::join);
        assertThat(server.received(PUBLISH)).extracting(p -> p.asPublish().text())
                .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void messagesInFlightAreSentAgainAfterAReconnectEvenWithoutASession() {
        Producer producer = app.outgoing("out", "topic=t", "client-id=fixed");
        server.holdAcks();
        CompletableFuture<Void> sent = producer.send("in flight");
        server.awaitReceived(PUBLISH, 1);
        server.cut();
        server.releaseAcks();
        sent.join();
        assertThat(server.received(PUBLISH)).extracting(p -> p.asPublish().text()).containsExactly("in flight", "in flight");
    }

    @Test
    void afterTheLastAttemptWaitingAndLaterMessagesAreNackedWithTheCause() {
        server.dropTcp();
        Producer producer = app.outgoing("out", "topic=t", "reconnect-attempts=0", "max-inflight-messages=2");
        List<CompletableFuture<Void>> waiting = IntStream.range(0, 5).mapToObj(i -> producer.send("m" + i)).toList();
        waiting.forEach(sent -> assertThat(failure(sent)).hasMessageContaining("Channel `out`: gave up"));
        assertThat(failure(producer.send("later"))).hasMessageContaining("Channel `out`: gave up");
        assertThat(app.liveness("out").isOk()).isFalse();
        assertThat(server.tcpConnections()).isEqualTo(1);
    }

    @Test
    void messagesInFlightAreNackedWhenTheChannelGivesUp() {
        Producer producer = app.outgoing("out", "topic=t", "reconnect-attempts=0", "client-id=fixed");
        server.holdAcks();
        CompletableFuture<Void> sent = producer.send("in flight");
        server.awaitReceived(PUBLISH, 1);
        server.dropTcp();
        server.cut();
        assertThat(failure(sent)).hasMessageContaining("gave up");
    }

    @Test
    void lateAcknowledgementIsUnknownAndItsPlaceInFlightStaysTaken() {
        Producer producer = app.outgoing("out", "topic=t", "publish-timeout-seconds=1", "max-inflight-messages=1");
        server.holdAcks();
        CompletableFuture<Void> late = producer.send("late");
        CompletableFuture<Void> next = producer.send("next");
        assertThat(failure(late)).isInstanceOf(TimeoutException.class).hasMessageContaining("Channel `out`")
                .hasMessageContaining("unknown");
        assertThat(server.received(PUBLISH)).hasSize(1);
        assertThat(next).isNotDone();
        server.releaseAcks();
        next.join();
    }

    @Test
    void stoppingFlushesWhatWaits() {
        Producer producer = app.outgoing("out", "topic=t", "shutdown-timeout-seconds=5");
        server.holdAcks();
        CompletableFuture<Void> sent = producer.send("last words");
        server.awaitReceived(PUBLISH, 1);
        Thread stopping = new Thread(app::stop);
        stopping.start();
        assertThat(server.received(DISCONNECT)).isEmpty();
        await().until(() -> server.heldAcks() == 1);
        server.releaseAcks();
        sent.join();
        server.awaitReceived(DISCONNECT, 1);
        await().until(() -> !stopping.isAlive());
    }

    @Test
    void topicOfAReceivedMessageIsNotTakenOver() {
        Consumer consumer = app.incoming("in", "topic=in/+");
        Producer producer = app.outgoing("out", "topic=out");
        await().until(() -> app.startup("in").isOk() && app.startup("out").isOk()
                && server.received().stream().anyMatch(p -> p.type().name().equals("SUBSCRIBE")));
        await().until(() -> app.readiness("in").isOk());
        String id = server.received(CONNECT).stream()
                .map(p -> ((io.netty.handler.codec.mqtt.MqttConnectMessage) p.message()).payload().clientIdentifier())
                .filter(name -> server.connection(name) != null).findFirst().orElseThrow();
        assertThat(id).isNotNull();
        server.received(CONNECT).forEach(p -> server
                .connection(((io.netty.handler.codec.mqtt.MqttConnectMessage) p.message()).payload().clientIdentifier())
                .publish("in/1", "through".getBytes(), 0, false, io.netty.handler.codec.mqtt.MqttProperties.NO_PROPERTIES, 0,
                        false));
        producer.send(consumer.get(0));
        assertThat(server.awaitReceived(PUBLISH, 1).get(0).asPublish().topic()).isEqualTo("out");
    }

    private static int code(CompletableFuture<Void> sent) {
        return ((Mqtt5PublishException) failure(sent)).getReasonCode();
    }

    private static Throwable failure(CompletableFuture<Void> sent) {
        try {
            sent.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            return e.getCause();
        }
        throw new AssertionError("was not nacked");
    }
}

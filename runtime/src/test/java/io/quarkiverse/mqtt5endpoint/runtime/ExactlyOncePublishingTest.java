package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBCOMP;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBLISH;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBREL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.testkit.Answer;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.Packets;
import io.quarkiverse.mqtt5endpoint.testkit.PublishAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** At QoS 2, between PUBREC and PUBCOMP: a server may still forget the message then, and nobody would know. */
class ExactlyOncePublishingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Answer SILENCE = Answer.silence();

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server);

    @AfterEach
    void end() {
        app.close();
        server.close();
    }

    @Test
    void messageIsAcknowledgedWhenTheServerHasCompletedIt() {
        Producer producer = app.outgoing("out", "topic=t", "qos=2");
        server.on(PUBREL, SILENCE);
        List<CompletableFuture<Void>> sent = List.of(producer.send("one"), producer.send("two"));
        List<ReceivedPacket> releases = server.awaitReceived(PUBREL, 2);
        producer.send("after", OutgoingMqtt5Metadata.builder().withQos(1).build()).join();
        assertThat(sent).noneMatch(CompletableFuture::isDone);
        complete(releases.get(0), 0);
        assertThat(sent.get(0)).succeedsWithin(PATIENCE);
        assertThat(sent.get(1)).isNotDone();
        complete(releases.get(1), 0);
        assertThat(sent.get(1)).succeedsWithin(PATIENCE);
    }

    @Test
    void refusedMessageHasNoPubComp() {
        Producer producer = app.outgoing("out", "topic=t", "qos=2");
        server.onNextPublishes(1, PublishAnswers.code(0x97));
        assertThat(producer.send("refused")).failsWithin(Duration.ofSeconds(10));
        producer.send("accepted").join();
        assertThat(server.received(PUBREL)).hasSize(1);
    }

    @Test
    void serverIsToldAgainAfterALostConnection() {
        Producer producer = app.outgoing("out", "topic=t", "qos=2");
        server.onConnect(ConnectAnswers.accept().withSession());
        server.onNext(PUBREL, 1, SILENCE);
        CompletableFuture<Void> sent = producer.send("once");
        server.awaitReceived(PUBREL, 1);
        server.cut();
        assertThat(sent).succeedsWithin(PATIENCE);
        assertThat(server.received(PUBREL)).extracting(ReceivedPacket::packetId).containsExactly(1, 1);
        assertThat(server.received(PUBLISH)).hasSize(1);
    }

    @Test
    void messageThatTheServerForgotWithItsSessionIsSentAgain() {
        Producer producer = app.outgoing("out", "topic=t", "qos=2");
        server.onNext(PUBREL, 1, SILENCE);
        CompletableFuture<Void> sent = producer.send("again");
        server.awaitReceived(PUBREL, 1);
        server.onPublish(SILENCE);
        server.onNext(PUBREL, 1, (connection, packet) -> connection.send(Packets.ack(PUBCOMP, packet.packetId(), 0x92, null)));
        server.cut();
        server.awaitReceived(CONNECT, 2);
        ReceivedPacket publish = server.awaitReceived(PUBLISH, 2).get(1);
        server.awaitReceived(PUBREL, 2);
        server.onPublish(PublishAnswers.acknowledge());
        producer.send("after", OutgoingMqtt5Metadata.builder().withQos(1).build()).join();
        assertThat(sent).as("that PUBCOMP was for the forgotten one").isNotDone();
        PublishAnswers.acknowledge().answer(server.connection(), publish);
        assertThat(sent).succeedsWithin(PATIENCE);
        assertThat(server.received(PUBREL)).hasSize(3);
    }

    @Test
    void pubCompThatDoesNotComeIsATimeout() {
        Producer producer = app.outgoing("out", "topic=t", "qos=2", "publish-timeout-seconds=1");
        server.on(PUBREL, SILENCE);
        assertThat(producer.send("late")).failsWithin(Duration.ofSeconds(10)).withThrowableThat().havingRootCause()
                .isInstanceOf(TimeoutException.class);
        complete(server.awaitReceived(PUBREL, 1).get(0), 0);
        await().until(() -> app.counters("out").publishAcknowledgedLate.sum() == 1);
    }

    private void complete(ReceivedPacket release, int reasonCode) {
        server.send(Packets.ack(PUBCOMP, release.packetId(), reasonCode, null));
    }
}

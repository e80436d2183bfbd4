package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.DISCONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBLISH;
import static io.netty.handler.codec.mqtt.MqttMessageType.SUBSCRIBE;
import static io.netty.handler.codec.mqtt.MqttProperties.NO_PROPERTIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.Packets;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;
import io.quarkiverse.mqtt5endpoint.testkit.SubscribeAnswers;

/** What comes when nobody expects it any more, or when it can't be what it seems. */
class LateEventsTest {

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server).hurried();

    @AfterEach
    void end() {
        app.close();
        server.close();
    }

    @Test
    void messagesOfASessionThatTheEngineHasForgottenAreNotLost() {
        Consumer consumer = ready("in", "topic=t", "client-id=fixed", "session-expiry-interval=2").acknowledging();
        // The engine forgets after 2.2 s, in the middle of this attempt, and the server resumes the session anyway.
        server.onConnect((connection, packet) -> CompletableFuture
                .delayedExecutor(2500, java.util.concurrent.TimeUnit.MILLISECONDS).execute(() -> connection.send(
                        Packets.connAck(0, true, NO_PROPERTIES), Packets.publish("t", "held", 1, 5))));
        server.cut();
        assertThat(consumer.awaitMessages(1).payloads()).containsExactly("held");
        assertThat(server.awaitReceived(PUBACK, 1)).extracting(ReceivedPacket::packetId).containsExactly(5);
    }

    @Test
    void connAckBehindAMessageThatCameTooEarlyIsNoConnection() {
        Consumer consumer = ready("in", "topic=t", "client-id=fixed").acknowledging();
        server.onConnect(ConnectAnswers.accept().withSession().thenSend(Packets.publish("t", "held", 1, 5)));
        server.onNextConnects(1, (connection, packet) -> connection.send(Packets.publish("t", "too early", 1, 4),
                Packets.connAck(0, true, NO_PROPERTIES), Packets.publish("t", "behind", 1, 6)));
        server.cut();
        assertThat(server.awaitReceived(PUBACK, 1)).extracting(ReceivedPacket::packetId).containsExactly(5);
        await().until(() -> app.readiness("in").isOk());
        server.cut();
        assertThat(server.awaitReceived(PUBACK, 2)).as("it goes on as if nothing had been").hasSize(2);
        assertThat(server.received(CONNECT)).hasSize(4);
        assertThat(consumer.payloads()).containsExactly("held", "held");
    }

    @Test
    void whatIsLeftOfALostSessionSurvivesTheNextLoss() {
        Consumer consumer = new Consumer().requesting(0);
        app.subscribe("in", consumer, "topic=t", "client-id=fixed");
        await().until(() -> app.readiness("in").isOk() && server.received(SUBSCRIBE).size() == 1);
        server.publish("t", "only copy", 1);
        await().until(() -> app.counters("in").received.sum() == 1);
        server.cut();
        server.awaitReceived(SUBSCRIBE, 2);
        await().until(() -> app.readiness("in").isOk());
        server.onConnect(ConnectAnswers.accept().withSession());
        server.cut();
        server.awaitReceived(CONNECT, 3);
        await().until(() -> app.readiness("in").isOk());
        consumer.request(1);
        assertThat(consumer.awaitMessages(1).payloads()).containsExactly("only copy");
    }

    @Test
    void nackAfterTheServerForgotTheMessageRunsTheStrategy() {
        Consumer consumer = ready("in", "topic=t", "client-id=fixed");
        server.publish("t", "only copy", 1);
        Message<?> message = consumer.get(0);
        server.cut();
        server.awaitReceived(SUBSCRIBE, 2);
        await().until(() -> app.readiness("in").isOk());
        IllegalStateException cause = new IllegalStateException("poison");
        assertThatThrownBy(() -> message.nack(cause).toCompletableFuture().join()).hasCause(cause);
        assertThat(consumer.awaitFailure()).isSameAs(cause);
    }

    @Test
    void channelThatFailedStaysFailedWhateverTheServerAnswers() {
        server.onConnect(ConnectAnswers.accept().withSession().thenSend(Packets.publish("t", "poison", 1, 1)));
        Consumer consumer = new Consumer().behaving(message -> message.nack(new IllegalStateException("poison")));
        app.subscribe("in", consumer, "topic=t", "client-id=fixed");
        assertThat(consumer.awaitFailure()).hasMessage("poison");
        server.awaitReceived(DISCONNECT, 1);
        server.awaitOpenConnections(0);
        assertThat(app.liveness("in").isOk()).isFalse();
        assertThat(app.readiness("in").isOk()).isFalse();
    }

    @Test
    void subAckOfTheWrongLengthFailsTheChannel() {
        server.onSubscribe(SubscribeAnswers.codes(1, 1));
        assertThat(app.incoming("in", "topic=t").awaitFailure()).hasMessageContaining("2 instead of 1");
        server.onSubscribe(SubscribeAnswers.codes(1));
        assertThat(app.incoming("two", "topics=t,u").awaitFailure()).hasMessageContaining("1 instead of 2");
    }

    @Test
    void connectionIsFoundAgainWhileAllWorkersWaitForIt() {
        ready("in", "topic=t", "client-id=fixed");
        CompletableFuture<Void> connected = app.occupyAllWorkers();
        server.cut();
        server.awaitReceived(CONNECT, 2);
        await().until(() -> app.readiness("in").isOk());
        connected.complete(null);
    }

    @Test
    void stoppingWaitsForMessagesOfQos0InHand() {
        Consumer consumer = ready("in", "topic=t", "qos=0");
        server.publish("t", "in hand", 0);
        Message<?> message = consumer.get(0);
        Thread stopping = new Thread(app::stop);
        stopping.start();
        await().until(() -> "stopping".equals(app.readiness("in").getMessage()));
        assertThat(server.received(DISCONNECT)).isEmpty();
        message.ack();
        server.awaitReceived(DISCONNECT, 1);
        await().until(() -> !stopping.isAlive());
    }

    @Test
    void stoppingDoesNotWaitForAMessageWhoseTimeIsOver() {
        Producer producer = app.outgoing("out", "topic=t", "publish-timeout-seconds=1", "shutdown-timeout-seconds=30");
        server.holdAcks();
        CompletableFuture<Void> late = producer.send("late");
        server.awaitReceived(PUBLISH, 1);
        long before = System.nanoTime();
        app.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(late).failsWithin(Duration.ofSeconds(1)).withThrowableThat().havingRootCause()
                .isInstanceOf(TimeoutException.class);
    }

    private Consumer ready(String channel, String... attributes) {
        Consumer consumer = app.incoming(channel, attributes);
        await().until(() -> app.readiness(channel).isOk() && !"not subscribed".equals(app.readiness(channel).getMessage()));
        return consumer;
    }
}

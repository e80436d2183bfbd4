package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBCOMP;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBLISH;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBREC;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBREL;
import static io.netty.handler.codec.mqtt.MqttMessageType.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.quarkiverse.mqtt5endpoint.testkit.Answer;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.Packets;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** Channels on one connection, when not all goes well. */
class SharedConnectionFaultsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String COMMON = "shared-connection-name=common";
    private static final String FIXED = "client-id=fixed";

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server);
    private final TestLog log = new TestLog();

    @AfterEach
    void end() {
        app.close();
        server.close();
        log.close();
    }

    @Test
    void streamThatIsCancelledDuringTheStopDoesNotHinderTheOthers() {
        Consumer staying = app.incoming("staying", COMMON, "topic=a");
        Consumer leaving = app.incoming("leaving", COMMON, "topic=b");
        awaitReady("staying", "leaving");
        server.publish("a", "1", 1);
        staying.get(0);
        CompletableFuture<Void> stop = CompletableFuture.runAsync(app::stop);
        await().until(() -> "stopping".equals(app.readiness("leaving").getMessage()));
        leaving.cancel();
        staying.ack(0);
        stop.join();
        assertThat(server.awaitReceived(PUBACK, 1)).hasSize(1);
        assertThat(staying.failure()).as("the stream ends with its session").hasMessage("completed");
    }

    @Test
    void subscriptionThatWasUnderWayWhenTheEngineIsReplacedIsSentAgain() {
        server.onConnect(ConnectAnswers.accept().withSession());
        server.onNextSubscribes(1, (connection, packet) -> {
        });
        app.incoming("replaced", "topic=a", "qos=2", FIXED);
        server.awaitReceived(SUBSCRIBE, 1);
        conflict();
        server.awaitReceived(CONNECT, 2);
        server.awaitReceived(SUBSCRIBE, 2);
        awaitReady("replaced");
    }

    /** Two messages under one packet identifier, which the engine ends the connection for. */
    private void conflict() {
        server.publish("a", "x".getBytes(), 2, false, MqttProperties.NO_PROPERTIES, 7, false);
        server.publish("a", "y".getBytes(), 2, false, MqttProperties.NO_PROPERTIES, 7, false);
    }

    @Test
    void afterTheEngineIsReplacedAllChannelsGoOn() {
        server.onConnect(ConnectAnswers.accept().withSession());
        Consumer one = app.incoming("one", COMMON, "topic=a", "qos=2", FIXED);
        Consumer two = app.incoming("two", COMMON, "topic=b", FIXED);
        Producer out = app.outgoing("out", COMMON, "topic=c", FIXED);
        awaitReady("one", "two", "out");
        server.publish("b", "held", 1);
        two.get(0);
        conflict();
        server.awaitReceived(CONNECT, 2);
        out.send("after").join();
        server.publish("a", "x".getBytes(), 2, false, MqttProperties.NO_PROPERTIES, 8, false);
        server.publish("b", "held".getBytes(), 1, false, MqttProperties.NO_PROPERTIES, 9, true);
        one.ack(one.awaitMessages(2).messages().size() - 1);
        two.ack(1);
        server.awaitReceived(PUBREC, 1);
        server.awaitReceived(PUBACK, 1);
    }

    @Test
    void whatWasInFlightIsSentAgainWithTheNewEngine() {
        server.onConnect(ConnectAnswers.accept().withSession());
        app.incoming("in", COMMON, "topic=a", "qos=2", FIXED);
        Producer out = app.outgoing("out", COMMON, "topic=c", FIXED);
        awaitReady("in", "out");
        server.onNextPublishes(1, Answer.silence());
        CompletableFuture<Void> sent = out.send("in flight");
        server.awaitReceived(PUBLISH, 1);
        conflict();
        assertThat(sent).succeedsWithin(PATIENCE);
        assertThat(server.received(PUBLISH)).extracting(packet -> packet.asPublish().text())
                .containsExactly("in flight", "in flight");
    }

    @Test
    void endOfTheOldEngineDoesNotAcknowledgeWhatIsNotCompleted() {
        Consumer in = app.incoming("in", COMMON, "topic=a", "qos=2", "session-expiry-interval=0");
        Producer out = app.outgoing("out", COMMON, "topic=c", "qos=2", "session-expiry-interval=0");
        awaitReady("in", "out");
        server.onNext(PUBREL, 1, Answer.silence());
        CompletableFuture<Void> sent = out.send("not completed");
        server.awaitReceived(PUBREL, 1);
        server.onNext(PUBREL, 1, Answer.silence());
        conflict();
        in.awaitMessages(1);
        server.awaitReceived(PUBREL, 2);
        assertThat(sent).isNotDone();
        server.send(Packets.ack(PUBCOMP, server.received(PUBREL).get(1).packetId(), 0, null));
        assertThat(sent).succeedsWithin(PATIENCE);
    }

    @Test
    void lostSessionLeavesTheUnsettledMessagesOfAllWithTheApplication() {
        Consumer one = app.incoming("one", COMMON, "topic=a", "qos=2");
        Consumer two = app.incoming("two", COMMON, "topic=b");
        awaitReady("one", "two");
        server.publish("a", "1", 2);
        server.publish("b", "2", 1);
        one.get(0);
        two.get(0);
        server.cut();
        server.awaitReceived(SUBSCRIBE, 4);
        one.ack(0);
        two.ack(0);
        server.publish("b", "3", 1);
        two.ack(1);
        assertThat(server.awaitReceived(PUBACK, 1)).hasSize(1);
        assertThat(server.received(PUBREC)).isEmpty();
        assertThat(one.messages()).hasSize(1);
    }

    @Test
    void streamThatIsSubscribedAfterAReconnectGetsItsMessages() {
        Flow.Publisher<? extends Message<?>> later = app.publisher("later", COMMON, "topic=b", FIXED);
        app.outgoing("out", COMMON, "topic=c", FIXED);
        awaitReady("out");
        server.onConnect(ConnectAnswers.accept().withSession());
        server.cut();
        server.awaitReceived(CONNECT, 2);
        awaitReady("out");
        Consumer consumer = new Consumer().acknowledging();
        later.subscribe(consumer.asSubscriber());
        server.awaitReceived(SUBSCRIBE, 1);
        server.publish("b", "1", 1);
        assertThat(consumer.awaitMessages(1).payloads()).containsExactly("1");
    }

    @Test
    void messageThatNobodyTakesIsReportedAsWhatHoldsBackTheOthers() {
        server.onConnect(ConnectAnswers.accept().withSession().thenSend(Packets.publish("b/x", "1", 1, 100)));
        app.connector("ack-timeout-seconds", 1);
        app.publisher("absent", COMMON, "topic=b/#", FIXED);
        Consumer one = app.incoming("delayed", COMMON, "topic=a/#", FIXED).acknowledging();
        await().until(() -> app.readiness("delayed").isOk());
        server.publish("a/x", "mine", 1);
        one.awaitMessages(1);
        await().until(() -> app.readiness("delayed").getMessage() != null);
        assertThat(app.readiness("delayed").getMessage()).contains("held back by channel `absent`").contains("b/x");
        assertThat(app.readiness("delayed").isOk()).isTrue();
        assertThat(server.received(PUBACK)).isEmpty();
        assertThat(log.lines(124, "absent")).hasSize(1);
    }

    @Test
    void serverThatStallsAfterAResumeIsRemindedWhicheverChannelItSentTo() {
        server.onConnect(ConnectAnswers.accept().withSession().thenSend(Packets.publish("a/x", "1", 1, 1),
                Packets.publish("b/x", "2", 1, 2)));
        app.incoming("one", COMMON, "topic=a/#", FIXED, "receive-maximum=2").acknowledging();
        app.incoming("two", COMMON, "topic=b/#", FIXED, "receive-maximum=2").acknowledging();
        server.awaitReceived(SUBSCRIBE, 3);
    }

    @Test
    void stopSaysWhatItLeavesBehindAnUntakenMessage() {
        Consumer slow = new Consumer().acknowledging().requesting(1);
        app.subscribe("slow", slow, COMMON, "topic=a");
        Consumer quick = app.incoming("quick", COMMON, "topic=b").acknowledging();
        awaitReady("slow", "quick");
        server.publish("a", "1", 1);
        server.publish("a", "2", 1);
        server.publish("b", "3", 1);
        quick.awaitMessages(1);
        app.stop();
        assertThat(server.received(PUBACK)).hasSize(1);
        assertThat(log.lines(140, "quick`, `slow")).singleElement().asString().contains("unacknowledged: 1");
    }

    private void awaitReady(String... channels) {
        for (String channel : channels) {
            await().alias(channel).until(() -> app.readiness(channel).isOk() && app.readiness(channel).getMessage() == null
                    && app.startup(channel).isOk());
        }
    }
}

package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.DISCONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttMessageType.SUBSCRIBE;
import static io.netty.handler.codec.mqtt.MqttMessageType.UNSUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.stream.IntStream;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.Packets;
import io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;
import io.quarkiverse.mqtt5endpoint.testkit.SubscribeAnswers;

/** What becomes of messages that are nacked, not settled, not wanted, or in hand when the application stops. */
class SettlementTest {

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
    void nackWithFailEndsTheStreamAndTheConnectionAndAcknowledgesNothingMore() {
        Consumer consumer = subscribed("failing", "topic=t", "client-id=fixed");
        server.publish("t", "good", 1);
        server.publish("t", "bad", 1);
        server.publish("t", "behind", 1);
        consumer.awaitMessages(3);
        consumer.ack(0);
        server.awaitReceived(PUBACK, 1);
        IllegalStateException cause = new IllegalStateException("poison");
        assertThatThrownBy(() -> consumer.get(1).nack(cause).toCompletableFuture().join()).hasCause(cause);
        assertThat(consumer.awaitFailure()).isSameAs(cause);
        ReceivedPacket disconnect = server.awaitReceived(DISCONNECT, 1).get(0);
        assertThat(disconnect.reasonCode()).isZero();
        assertThat(disconnect.properties().number(MqttPropertyType.SESSION_EXPIRY_INTERVAL)).isEmpty();
        consumer.ack(2);
        assertThat(app.liveness("failing").isOk()).isFalse();
        assertThat(app.readiness("failing").isOk()).isFalse();
        server.awaitOpenConnections(0);
        assertThat(server.received(PUBACK)).hasSize(1);
        assertThat(server.received(CONNECT)).hasSize(1);
    }

    @Test
    void failedChannelWithAGeneratedClientIdLeavesNoSessionBehind() {
        Consumer consumer = subscribed("in", "topic=t");
        server.publish("t", "bad", 1);
        consumer.get(0).nack(new IllegalStateException("poison"));
        assertThat(server.awaitReceived(DISCONNECT, 1).get(0).properties().number(MqttPropertyType.SESSION_EXPIRY_INTERVAL))
                .hasValue(0L);
    }

    @Test
    void nackWithIgnoreAcknowledgesAndContinues() {
        Consumer consumer = subscribed("ignoring", "topic=t", "failure-strategy=ignore");
        server.publish("t", "bad", 1);
        consumer.get(0).nack(new IllegalStateException("poison")).toCompletableFuture().join();
        server.awaitReceived(PUBACK, 1);
        server.publish("t", "next", 1);
        consumer.ack(1);
        server.awaitReceived(PUBACK, 2);
        assertThat(server.received(PUBACK)).extracting(ReceivedPacket::reasonCode).containsExactly(0, 0);
        assertThat(log.lines(117, "ignoring")).hasSize(1);
    }

    @Test
    void unknownStrategyFailsTheStart() {
        assertThatThrownBy(() -> app.incoming("in", "failure-strategy=dead")).hasMessageContaining("Channel `in`")
                .hasMessageContaining("`failure-strategy`").hasMessageContaining("`dead`").hasMessageContaining("`fail`");
    }

    @Test
    void secondSettlementDoesNothing() {
        Consumer consumer = subscribed("in", "topic=t");
        server.publish("t", "one", 1);
        Message<?> message = consumer.get(0);
        message.ack().toCompletableFuture().join();
        message.ack().toCompletableFuture().join();
        message.nack(new IllegalStateException("too late")).toCompletableFuture().join();
        server.publish("t", "two", 1);
        consumer.ack(1);
        assertThat(server.awaitReceived(PUBACK, 2)).hasSize(2);
        assertThat(consumer.failure()).isNull();
    }

    @Test
    void nackAfterTheMessageWentBackToTheServerDoesNothing() {
        Consumer consumer = subscribed("in", "topic=t", "client-id=fixed");
        server.onConnect(ConnectAnswers.accept().withSession());
        server.publish("t", "one", 1);
        Message<?> message = consumer.get(0);
        server.cut();
        server.awaitReceived(CONNECT, 2);
        await().until(() -> app.counters("in").redelivered.sum() == 1);
        message.nack(new IllegalStateException("too late")).toCompletableFuture().join();
        await().until(() -> app.counters("in").settledLate.sum() == 1);
        assertThat(consumer.failure()).isNull();
        assertThat(app.liveness("in").isOk()).isTrue();
    }

    @Test
    void autoAckAcknowledgesWhenTheMessageIsHandedOverAndRunsNoStrategy() {
        Consumer consumer = subscribed("auto", "topic=t", "auto-ack=true");
        server.publish("t", "one", 1);
        server.awaitReceived(PUBACK, 1);
        consumer.get(0).nack(new IllegalStateException("too late")).toCompletableFuture().join();
        assertThat(consumer.failure()).isNull();
        assertThat(log.lines(118, "auto")).hasSize(1);
    }

    @Test
    void unsettledMessageIsReportedOnceAndShownByReadiness() {
        Consumer consumer = subscribed("slow", "topic=t/#", "ack-timeout-seconds=1");
        server.publish("t/1", "one", 1);
        consumer.get(0);
        await().until(() -> app.readiness("slow").getMessage() != null);
        assertThat(app.readiness("slow").isOk()).isTrue();
        assertThat(app.readiness("slow").getMessage()).contains("1 unsettled").contains("t/1");
        assertThat(log.lines(115, "slow")).hasSize(1);
        consumer.ack(0);
        await().until(() -> app.readiness("slow").getMessage() == null);
    }

    @Test
    void messagesOfAForgottenSubscriptionAreAcknowledgedAndReportedOncePerTopic() {
        server.onConnect(ConnectAnswers.accept().withSession().thenSend(Packets.publish("old/a", "1", 1, 1),
                Packets.publish("old/a", "2", 1, 2), Packets.publish("old/b", "3", 2, 3), Packets.publish("t", "mine", 1, 4)));
        Consumer consumer = app.incoming("foreign", "topic=t", "client-id=fixed").acknowledging();
        consumer.awaitMessages(1);
        server.awaitReceived(PUBACK, 3);
        assertThat(consumer.payloads()).containsExactly("mine");
        assertThat(log.lines(114, "foreign")).hasSize(2).allSatisfy(line -> assertThat(line).contains("clean-start=true"));
    }

    @Test
    void onlyWhatIsAskedForIsHandedOver() {
        Consumer consumer = new Consumer().requesting(2);
        app.subscribe("in", consumer, "topic=t");
        await().until(() -> server.received(SUBSCRIBE).size() == 1);
        await().until(() -> app.readiness("in").isOk() && app.startup("in").isOk() && server.openConnections() == 1);
        IntStream.range(0, 5).forEach(i -> server.publish("t", "m" + i, 1));
        consumer.awaitMessages(2);
        consumer.request(1);
        consumer.awaitMessages(3);
        assertThat(consumer.payloads()).containsExactly("m0", "m1", "m2");
    }

    @Test
    void oldestOfQos0IsDroppedWhereThereIsNoRoom() {
        assertThat(overflow("oldest", "drop-oldest")).containsExactly("m3", "m4");
        assertThat(log.lines(116, "oldest")).isNotEmpty();
    }

    @Test
    void latestOfQos0IsDroppedWhereThereIsNoRoom() {
        assertThat(overflow("latest", "drop-latest")).containsExactly("m0", "m1");
    }

    @Test
    void overflowOfQos0CanFailTheChannel() {
        Consumer consumer = new Consumer().requesting(0);
        app.subscribe("in", consumer, "topic=t", "qos=0", "buffer-size=2", "qos0-overflow-strategy=fail");
        await().until(() -> server.received(SUBSCRIBE).size() == 1);
        IntStream.range(0, 3).forEach(i -> server.publish("t", "m" + i, 0));
        assertThat(consumer.awaitFailure()).hasMessageContaining("`qos0-overflow-strategy`")
                .hasMessageContaining("`buffer-size`, 2");
    }

    private Iterable<String> overflow(String channel, String strategy) {
        Consumer consumer = new Consumer().requesting(0);
        app.subscribe(channel, consumer, "topic=t", "buffer-size=2", "qos0-overflow-strategy=" + strategy);
        await().until(() -> server.received(SUBSCRIBE).size() == 1);
        IntStream.range(0, 5).forEach(i -> server.publish("t", "m" + i, 0));
        int marker = server.publish("t", "marker", 1);
        await().until(() -> app.counters(channel).received.sum() == 6);
        assertThat(app.counters(channel).dropped.sum()).isEqualTo(3);
        consumer.request(3);
        consumer.awaitMessages(3);
        consumer.get(2).ack();
        assertThat(server.awaitReceived(PUBACK, 1)).extracting(ReceivedPacket::packetId).containsExactly(marker);
        return consumer.payloads().subList(0, 2);
    }

    @Test
    void stoppingWaitsForMessagesInHandAndKeepsTheSession() {
        Consumer consumer = subscribed("in", "topic=t", "client-id=fixed");
        server.publish("t", "in hand", 1);
        Message<?> message = consumer.get(0);
        Thread stopping = new Thread(app::stop);
        stopping.start();
        await().until(() -> "stopping".equals(app.readiness("in").getMessage()));
        server.publish("t", "too late", 1);
        message.ack();
        server.awaitReceived(PUBACK, 1);
        ReceivedPacket disconnect = server.awaitReceived(DISCONNECT, 1).get(0);
        assertThat(disconnect.properties().number(MqttPropertyType.SESSION_EXPIRY_INTERVAL)).isEmpty();
        assertThat(server.received(UNSUBSCRIBE)).isEmpty();
        assertThat(consumer.messages()).hasSize(1);
        await().until(() -> !stopping.isAlive());
    }

    @Test
    void unsettledMessageIsLeftToTheServerWhenTheTimeToStopIsOver() {
        Consumer consumer = subscribed("stuck", "topic=t", "client-id=fixed", "shutdown-timeout-seconds=0");
        server.publish("t", "never settled", 1);
        consumer.get(0);
        app.stop();
        server.awaitReceived(DISCONNECT, 1);
        assertThat(server.received(PUBACK)).isEmpty();
        assertThat(log.lines(140, "stuck")).hasSize(1);
    }

    @Test
    void generatedClientIdEndsItsSessionWhenItStops() {
        subscribed("in", "topic=t");
        app.stop();
        assertThat(server.awaitReceived(DISCONNECT, 1).get(0).properties().number(MqttPropertyType.SESSION_EXPIRY_INTERVAL))
                .hasValue(0L);
    }

    @Test
    void cancelledStreamLetsOthersHaveTheMessages() {
        Consumer consumer = subscribed("in", "topic=t", "client-id=fixed");
        server.publish("t", "in hand", 1);
        consumer.get(0);
        consumer.cancel();
        consumer.ack(0);
        server.awaitReceived(PUBACK, 1);
        server.awaitReceived(DISCONNECT, 1);
    }

    @Test
    void refusedSubscriptionFailsTheChannel() {
        server.onSubscribe(SubscribeAnswers.codes(0x87));
        Consumer consumer = app.incoming("in", "topic=t");
        assertThat(consumer.awaitFailure()).hasMessageContaining("Channel `in`").hasMessageContaining("/t`")
                .hasMessageContaining("NOT_AUTHORIZED (0x87)");
        assertThat(app.liveness("in").isOk()).isFalse();
    }

    @Test
    void lowerQosThanAskedForFailsTheChannel() {
        server.onSubscribe(SubscribeAnswers.codes(0));
        assertThat(app.incoming("in", "topic=t").awaitFailure()).hasMessageContaining("granted QoS 0")
                .hasMessageContaining("`qos`");
    }

    @Test
    void temporaryRefusalOfTheSubscriptionIsTriedAgain() {
        server.onNextSubscribes(1, SubscribeAnswers.codes(0x97));
        Consumer consumer = app.incoming("in", "topic=t");
        server.awaitReceived(SUBSCRIBE, 2);
        await().until(() -> app.readiness("in").isOk());
        assertThat(consumer.failure()).isNull();
        assertThat(server.received(CONNECT)).hasSize(1);
    }

    @Test
    void subscriptionIsTriedAsOftenAsAConnection() {
        server.onSubscribe(SubscribeAnswers.codes(0x80));
        assertThat(app.incoming("in", "topic=t", "reconnect-attempts=0").awaitFailure()).hasMessageContaining("0x80");
        assertThat(server.received(SUBSCRIBE)).hasSize(1);
    }

    @Test
    void serverWithoutSharedSubscriptionsIsRefusedWithASentence() {
        server.onConnect(ConnectAnswers.accept(PropertiesBuilder.properties().sharedSubscriptionAvailable(false)));
        assertThat(app.incoming("in", "topic=t").awaitFailure()).hasMessageContaining("does not support shared subscriptions")
                .hasMessageContaining("`shared-subscription`");
        assertThat(server.received(SUBSCRIBE)).isEmpty();
    }

    @Test
    void serverWithoutWildcardsIsRefusedWithASentence() {
        server.onConnect(ConnectAnswers.accept(PropertiesBuilder.properties().wildcardSubscriptionAvailable(false)));
        assertThat(app.incoming("in", "topic=t/#").awaitFailure())
                .hasMessageContaining("does not support wildcard subscriptions");
    }

    private Consumer subscribed(String channel, String... attributes) {
        Consumer consumer = app.incoming(channel, attributes);
        await().until(() -> app.readiness(channel).isOk() && app.startup(channel).isOk()
                && !"not subscribed".equals(app.readiness(channel).getMessage()));
        return consumer;
    }
}

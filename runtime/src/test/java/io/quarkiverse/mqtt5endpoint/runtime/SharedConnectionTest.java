package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.DISCONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBLISH;
import static io.netty.handler.codec.mqtt.MqttMessageType.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;
import io.quarkiverse.mqtt5endpoint.testkit.SubscribeAnswers;

/** Several channels on one connection. */
class SharedConnectionTest {

    private static final String COMMON = "shared-connection-name=common";

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
    void channelsWithOneNameConsumeAndPublishOverOneConnection() {
        Consumer one = app.incoming("one", COMMON, "topic=a/+").acknowledging();
        Consumer two = app.incoming("two", COMMON, "topics=b,c/#").acknowledging();
        Producer out = app.outgoing("out", COMMON, "topic=d");
        awaitReady("one", "two", "out");
        out.send("published").join();
        server.publish("a/1", "for one", 1);
        server.publish("c/x/y", "for two", 1);
        server.publish("b", "for two, too", 1);
        assertThat(one.awaitMessages(1).payloads()).containsExactly("for one");
        assertThat(two.awaitMessages(2).payloads()).containsExactly("for two", "for two, too");
        server.awaitReceived(PUBACK, 3);
        assertThat(server.tcpConnections()).isEqualTo(1);
        assertThat(server.received(SUBSCRIBE)).hasSize(2);
        assertThat(app.counters("one").received.sum()).isEqualTo(1);
        assertThat(app.counters("two").acknowledged.sum()).isEqualTo(2);
        assertThat(app.counters("out").published.sum()).isEqualTo(1);
    }

    @Test
    void otherNamesAreOtherConnections() {
        app.incoming("one", COMMON, "topic=a");
        app.incoming("two", "shared-connection-name=other", "topic=a");
        app.outgoing("out", "topic=a");
        awaitReady("one", "two", "out");
        assertThat(server.tcpConnections()).isEqualTo(3);
    }

    @Test
    void messageThatNoChannelWantsIsAcknowledgedAndSaidSo() {
        app.incoming("first", COMMON, "topic=a");
        app.incoming("second", COMMON, "topic=b");
        awaitReady("first", "second");
        server.publish("c", "whose?", 1);
        server.awaitReceived(PUBACK, 1);
        assertThat(log.lines(114, "first`, `second")).hasSize(1);
    }

    @Test
    void attributeThatDiffersEndsTheStart() {
        app.publisher("one", COMMON, "port=1");
        assertThatThrownBy(() -> app.outgoing("two", COMMON, "port=2")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("MQTT5E00004: Channels `one` and `two` share the connection `common`: attribute `port` must be the"
                        + " same for both");
    }

    @Test
    void whatIsNoAttributeOfTheConnectionMayDiffer() {
        app.incoming("one", COMMON, "topic=a", "qos=2", "role=consumer", "health-enabled=true", "ack-timeout-seconds=1");
        app.incoming("two", COMMON, "topic=b", "qos=0", "role=consumer-and-producer", "auto-ack=true");
        app.outgoing("out", COMMON, "topic=a", "role=producer", "publish-timeout-seconds=1");
        awaitReady("one", "two", "out");
        assertThat(server.received(CONNECT)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "a/+,a/b", "a/#,a", "$share/g/a,a", "a,$share/other/a" })
    void filtersThatOverlapEndTheStart(String one, String other) {
        app.publisher("one", COMMON, "shared-subscription=false", "topic=" + one);
        assertThatThrownBy(() -> app.publisher("two", COMMON, "shared-subscription=false", "topic=" + other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "Channels `one` and `two` share the connection `common`: their filters `" + one + "` and `"
                                + other + "` must not overlap");
    }

    @Test
    void unsettledMessageDelaysTheAcknowledgementsOfOthersAndNotTheirMessages() {
        Consumer slow = app.incoming("slow", COMMON, "topic=a");
        Consumer quick = app.incoming("quick", COMMON, "topic=b").acknowledging();
        awaitReady("slow", "quick");
        server.publish("a", "1", 1);
        server.publish("b", "2", 1);
        server.publish("b", "3", 1);
        assertThat(quick.awaitMessages(2).payloads()).containsExactly("2", "3");
        assertThat(server.received(PUBACK)).isEmpty();
        slow.ack(0);
        server.awaitReceived(PUBACK, 3);
    }

    @Test
    void channelThatFailsFailsAllAndNamesTheCause() {
        Consumer culprit = app.incoming("culprit", COMMON, "topic=a", "client-id=fixed");
        Consumer victim = app.incoming("victim", COMMON, "topic=b", "client-id=fixed");
        Producer out = app.outgoing("out", COMMON, "topic=c", "client-id=fixed");
        awaitReady("culprit", "victim", "out");
        server.publish("a", "poison", 1);
        IllegalStateException cause = new IllegalStateException("it was poison");
        culprit.get(0).nack(cause);
        assertThat(culprit.awaitFailure()).isSameAs(cause);
        assertThat(victim.awaitFailure()).hasCause(cause)
                .hasMessageContaining(
                        "Channel `victim`: channel `culprit`, which shares the connection, failed: java.lang.IllegalStateException: it was poison");
        assertThatThrownBy(() -> out.send("too late").join()).hasStackTraceContaining("`culprit`")
                .hasStackTraceContaining("it was poison");
        server.awaitReceived(DISCONNECT, 1);
        for (String channel : List.of("culprit", "victim", "out")) {
            assertThat(app.liveness(channel).isOk()).isFalse();
            assertThat(app.readiness(channel).isOk()).isFalse();
            assertThat(app.liveness(channel).getMessage()).contains("it was poison");
        }
    }

    @Test
    void subscriptionThatIsRefusedFailsAll() {
        server.onNextSubscribes(1, SubscribeAnswers.codes(0x87));
        Consumer refused = app.incoming("refused", COMMON, "topic=a");
        Producer out = app.outgoing("out", COMMON, "topic=c");
        assertThat(refused.awaitFailure()).hasMessageContaining("Channel `refused`").hasMessageContaining("0x87");
        assertThatThrownBy(() -> out.send("too late").join()).hasStackTraceContaining("0x87");
    }

    @Test
    void streamThatIsSubscribedAfterTheFailureFailsToo() {
        app.connector("reconnect-attempts", 0);
        server.dropTcp();
        Flow.Publisher<? extends Message<?>> later = app.publisher("later", COMMON, "topic=a");
        app.outgoing("out", COMMON, "topic=c");
        await().until(() -> !app.liveness("out").isOk());
        assertThat(app.liveness("later").isOk()).isFalse();
        Consumer late = new Consumer();
        later.subscribe(late.asSubscriber());
        assertThat(late.awaitFailure()).hasMessageContaining("gave up");
    }

    @Test
    void streamThatIsCancelledEndsTheConnectionForAll() {
        Consumer leaving = app.incoming("leaving", COMMON, "topic=a");
        Consumer staying = app.incoming("staying", COMMON, "topic=b");
        awaitReady("leaving", "staying");
        leaving.cancel();
        assertThat(staying.awaitFailure()).hasMessageContaining("Channel `staying`: channel `leaving`")
                .hasMessageContaining("the application cancelled the stream");
        server.awaitOpenConnections(0);
    }

    @Test
    void messageOfAResumedSessionWaitsForItsChannel() {
        server.onConnect(ConnectAnswers.accept().withSession());
        Flow.Publisher<? extends Message<?>> later = app.publisher("later", COMMON, "topic=a", "client-id=fixed");
        app.outgoing("out", COMMON, "topic=c", "client-id=fixed");
        awaitReady("out");
        assertThat(app.readiness("later").getMessage()).isEqualTo("not subscribed");
        assertThat(app.readiness("later").isOk()).isTrue();
        server.publish("a", "early", 1);
        server.publish("a", "bird", 1);
        await().until(() -> app.counters("later").received.sum() == 2);
        assertThat(server.received(SUBSCRIBE)).isEmpty();
        Consumer consumer = new Consumer().acknowledging();
        later.subscribe(consumer.asSubscriber());
        assertThat(consumer.awaitMessages(2).payloads()).containsExactly("early", "bird");
        server.awaitReceived(SUBSCRIBE, 1);
        server.awaitReceived(PUBACK, 2);
    }

    @Test
    void afterAReconnectWithoutSessionAllSubscribeAgain() {
        app.incoming("one", COMMON, "topic=a");
        app.incoming("two", COMMON, "topic=b");
        awaitReady("one", "two");
        server.cut();
        server.awaitReceived(CONNECT, 2);
        server.awaitReceived(SUBSCRIBE, 4);
        awaitReady("one", "two");
    }

    @Test
    void stopWaitsForTheMessagesOfAll() {
        Consumer one = app.incoming("one", COMMON, "topic=a");
        Consumer two = app.incoming("two", COMMON, "topic=b");
        awaitReady("one", "two");
        server.publish("a", "1", 1);
        server.publish("b", "2", 1);
        one.get(0);
        two.get(0);
        CompletableFuture<Void> stop = CompletableFuture.runAsync(app::stop);
        await().until(() -> "stopping".equals(app.readiness("two").getMessage()));
        one.ack(0);
        assertThat(stop).isNotDone();
        two.ack(0);
        stop.join();
        assertThat(server.awaitReceived(PUBACK, 2)).hasSize(2);
        assertThat(server.awaitReceived(DISCONNECT, 1)).hasSize(1);
    }

    @Test
    void clientIsCustomizedOnceWithTheFirstChannelByName() {
        List<String> asked = new CopyOnWriteArrayList<>();
        app.customizing((channel, builder) -> {
            asked.add(channel);
            return builder.simpleAuth().username("of " + channel).applySimpleAuth();
        });
        Flow.Publisher<? extends Message<?>> second = app.publisher("b", COMMON, "topic=b");
        Flow.Publisher<? extends Message<?>> first = app.publisher("a", COMMON, "topic=a");
        second.subscribe(new Consumer().asSubscriber());
        first.subscribe(new Consumer().asSubscriber());
        awaitReady("a", "b");
        server.cut();
        server.awaitReceived(CONNECT, 2);
        assertThat(asked).containsExactly("a");
        assertThat(server.received(CONNECT)).allSatisfy(
                connect -> assertThat(((MqttConnectMessage) connect.message()).payload().userName()).isEqualTo("of a"));
        assertThat(server.received(PUBLISH)).isEmpty();
    }

    private void awaitReady(String... channels) {
        for (String channel : channels) {
            await().alias(channel).until(() -> app.readiness(channel).isOk() && app.readiness(channel).getMessage() == null
                    && app.startup(channel).isOk());
        }
    }
}

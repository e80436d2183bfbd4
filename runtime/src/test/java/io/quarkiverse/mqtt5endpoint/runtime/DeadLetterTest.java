package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBLISH;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBREC;
import static io.netty.handler.codec.mqtt.MqttMessageType.SUBSCRIBE;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.CONTENT_TYPE;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.CORRELATION_DATA;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.PAYLOAD_FORMAT_INDICATOR;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.RESPONSE_TOPIC;
import static io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.quarkiverse.mqtt5endpoint.testkit.Answer;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.PublishAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** The failure strategy {@code dead-letter-queue}. */
class DeadLetterTest {

    private static final int MANY = 50;
    private static final int RECONNECTS = 15;
    private static final IllegalStateException CAUSE = new IllegalStateException("it was poison");

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
    void whatASenderChoseDoesNotKeepALetterFromBeingPublished() {
        Consumer consumer = subscribed("letters");
        receive("t/{1}", 1, true, properties().responseTopic("{answers}").userProperty("a", "line\nbreak").build());
        consumer.get(0).nack(CAUSE).toCompletableFuture().join();
        ReceivedPacket letter = server.awaitReceived(PUBLISH, 1).get(0);
        assertThat(letter.properties().text(RESPONSE_TOPIC)).hasValue("{answers}");
        assertThat(letter.properties().userProperties()).contains(Map.entry("a", "line break"));
    }

    @Test
    void deadLetterHasAllOfTheOriginalAndTheCause() {
        Consumer consumer = subscribed("letters");
        receive("t/1", 1, true, properties().contentType("text/x").responseTopic("answers").correlationData("id")
                .payloadFormat(1).messageExpiry(1000).userProperty("b", "2").userProperty("a", "1").userProperty("a", "0")
                .build());
        consumer.get(0).nack(CAUSE).toCompletableFuture().join();
        ReceivedPacket letter = server.awaitReceived(PUBLISH, 1).get(0);
        assertThat(letter.asPublish().topic()).isEqualTo("dead-letter-topic-letters");
        assertThat(letter.asPublish().text()).isEqualTo("poison");
        assertThat(letter.asPublish().retain()).isFalse();
        assertThat(letter.properties().text(CONTENT_TYPE)).hasValue("text/x");
        assertThat(letter.properties().text(RESPONSE_TOPIC)).hasValue("answers");
        assertThat(letter.properties().bytes(CORRELATION_DATA)).hasValue("id".getBytes());
        assertThat(letter.properties().number(PAYLOAD_FORMAT_INDICATOR)).hasValue(1);
        assertThat(letter.properties().number(PUBLICATION_EXPIRY_INTERVAL).getAsLong()).isBetween(990L, 1000L);
        assertThat(letter.properties().userProperties()).containsExactly(Map.entry("b", "2"), Map.entry("a", "1"),
                Map.entry("a", "0"), Map.entry("dead-letter-exception-class-name", "java.lang.IllegalStateException"),
                Map.entry("dead-letter-reason", "it was poison"), Map.entry("dead-letter-topic", "t/1"),
                Map.entry("dead-letter-channel", "letters"));
        assertThat(log.lines(122, "letters")).hasSize(1);
    }

    @Test
    void whatTheOriginalDoesNotHaveTheDeadLetterDoesNotHave() {
        Consumer consumer = subscribed("in", "dead-letter-queue.topic=dead/letters");
        receive("t/1", 1, false, null);
        consumer.get(0).nack(new IllegalStateException()).toCompletableFuture().join();
        ReceivedPacket letter = server.awaitReceived(PUBLISH, 1).get(0);
        assertThat(letter.asPublish().topic()).isEqualTo("dead/letters");
        assertThat(letter.properties().text(CONTENT_TYPE)).isEmpty();
        assertThat(letter.properties().number(PUBLICATION_EXPIRY_INTERVAL)).isEmpty();
        assertThat(letter.properties().userProperty("dead-letter-reason")).hasValue("");
    }

    @ParameterizedTest
    @CsvSource({ "0,1", "1,1", "2,2" })
    void qosIsTheOriginalsAndAtLeast1(int original, int published) {
        Consumer consumer = subscribed("in", "qos=2");
        receive("t/1", original, false, null);
        consumer.get(0).nack(CAUSE).toCompletableFuture().join();
        assertThat(server.awaitReceived(PUBLISH, 1).get(0).asPublish().qos()).isEqualTo(published);
    }

    @Test
    void originalIsAcknowledgedOnlyAfterTheDeadLetterWas() {
        Consumer consumer = subscribed("in");
        receive("t/1", 1, false, null);
        server.holdAcks();
        CompletableFuture<Void> nacked = consumer.get(0).nack(CAUSE).toCompletableFuture();
        server.awaitReceived(PUBLISH, 1);
        assertThat(nacked).isNotDone();
        assertThat(server.received(PUBACK)).isEmpty();
        server.releaseAcks();
        nacked.join();
        assertThat(server.awaitReceived(PUBACK, 1)).extracting(ReceivedPacket::reasonCode).containsExactly(0);
    }

    @Test
    void whileThereIsNoConnectionItWaits() {
        server.onConnect(ConnectAnswers.accept().withSession());
        Consumer consumer = subscribed("in", "client-id=fixed", "qos=2");
        receive("t/1", 2, false, null);
        consumer.get(0);
        server.dropTcp();
        server.cut();
        await().until(() -> !app.readiness("in").isOk());
        CompletableFuture<Void> nacked = consumer.get(0).nack(CAUSE).toCompletableFuture();
        server.acceptTcp();
        nacked.join();
        assertThat(server.awaitReceived(PUBLISH, 1)).hasSize(1);
        server.publish("t/1", "poison".getBytes(), 2, false, null, 7, true);
        assertThat(server.awaitReceived(PUBREC, 1)).extracting(ReceivedPacket::reasonCode).containsExactly(0);
    }

    @Test
    void tooLargeForTheServerItGoesWithoutTheCause() {
        server.onConnect(ConnectAnswers.accept(properties().maximumPacketSize(300)));
        Consumer consumer = subscribed("in");
        receive("t/1", 1, false, properties().userProperty("a", "1").build());
        consumer.get(0).nack(new IllegalStateException("x".repeat(400))).toCompletableFuture().join();
        ReceivedPacket letter = server.awaitReceived(PUBLISH, 1).get(0);
        assertThat(letter.properties().userProperties()).containsExactly(Map.entry("a", "1"),
                Map.entry("dead-letter-topic", "t/1"), Map.entry("dead-letter-channel", "in"));
        server.awaitReceived(PUBACK, 1);
    }

    @Test
    void letterWithoutRoomForAnyAddedPropertyIsStillPublished() {
        server.onConnect(ConnectAnswers.accept(properties().maximumPacketSize(80)));
        Consumer consumer = subscribed("in");
        receive("t/1", 1, false, properties().userProperty("a", "1").build());
        consumer.get(0).nack(CAUSE).toCompletableFuture().join();
        ReceivedPacket letter = server.awaitReceived(PUBLISH, 1).get(0);
        assertThat(letter.properties().userProperties()).containsExactly(Map.entry("a", "1"));
        server.awaitReceived(PUBACK, 1);
    }

    @ParameterizedTest
    @CsvSource({ "ignore,0", "reject,0x99" })
    void unpublishedLetterLeadsToTheStrategyOfLastResort(String strategy, String reasonCode) {
        Consumer consumer = subscribed("last-" + strategy, "dead-letter-queue.on-failure=" + strategy,
                "reject.reason-code=0x99");
        server.onPublish(PublishAnswers.code(0x87));
        receive("t/1", 1, false, null);
        consumer.get(0).nack(CAUSE).toCompletableFuture().join();
        assertThat(server.awaitReceived(PUBACK, 1)).extracting(ReceivedPacket::reasonCode)
                .containsExactly(Integer.decode(reasonCode));
        assertThat(log.problems("last-" + strategy)).singleElement().asString()
                .startsWith("MQTT5E00123").contains("dead-letter-queue.on-failure=" + strategy, "0x87");
        assertThat(app.readiness("last-" + strategy).isOk()).isTrue();
    }

    @Test
    void letterOfAnExpiredOriginalDoesNotExpire() {
        Consumer consumer = subscribed("in");
        receive("t/1", 1, false, properties().messageExpiry(0).build());
        consumer.get(0).nack(CAUSE).toCompletableFuture().join();
        assertThat(server.awaitReceived(PUBLISH, 1).get(0).properties().number(PUBLICATION_EXPIRY_INTERVAL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "0x80", "0x83", "0x91", "0x97" })
    void temporarilyRefusedLetterIsPublishedAgain(String reasonCode) {
        server.onNextPublishes(1, PublishAnswers.code(Integer.decode(reasonCode)));
        Consumer consumer = subscribed("in", "reconnect-attempts=1");
        receive("t/1", 1, false, null);
        consumer.get(0).nack(CAUSE).toCompletableFuture().join();
        assertThat(server.received(PUBLISH)).hasSize(2);
        assertThat(server.awaitReceived(PUBACK, 1)).extracting(ReceivedPacket::reasonCode).containsExactly(0);
    }

    @Test
    void temporarilyRefusedLetterFailsAfterAsManyRetriesAsReconnectAttempts() {
        server.onPublish(PublishAnswers.code(0x97, "full"));
        Consumer consumer = subscribed("full", "reconnect-attempts=1", "dead-letter-queue.on-failure=ignore");
        receive("t/1", 1, false, null);
        consumer.get(0).nack(CAUSE).toCompletableFuture().join();
        assertThat(server.received(PUBLISH)).hasSize(2);
        assertThat(log.lines(123, "full")).singleElement().asString().contains("QUOTA_EXCEEDED (0x97): full");
    }

    @Test
    void charactersThatServersRefuseAreReplacedInTheLetter() {
        Consumer consumer = subscribed("in");
        receive("t/1", 1, false, properties().contentType("a\u0001b").responseTopic("answers/\u0007")
                .userProperty("name\u0085", "line\nbreak").build());
        consumer.get(0).nack(new IllegalStateException("first\nsecond")).toCompletableFuture().join();
        ReceivedPacket letter = server.awaitReceived(PUBLISH, 1).get(0);
        assertThat(letter.properties().text(CONTENT_TYPE)).hasValue("a b");
        assertThat(letter.properties().text(RESPONSE_TOPIC)).isEmpty();
        assertThat(letter.properties().userProperties()).contains(Map.entry("name ", "line break"),
                Map.entry("dead-letter-reason", "first second"));
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void originalThatComesAgainGetsNoSecondLetter(boolean letterArrivesBeforeTheCopyFails) {
        server.onConnect(ConnectAnswers.accept().withSession());
        Consumer consumer = subscribed("in", "client-id=fixed");
        server.onNextPublishes(1, Answer.silence());
        receive("t/1", 1, false, null);
        CompletableFuture<Void> first = consumer.get(0).nack(CAUSE).toCompletableFuture();
        server.awaitReceived(PUBLISH, 1);
        server.cut();
        server.awaitReceived(PUBLISH, 2);
        if (letterArrivesBeforeTheCopyFails) {
            first.join();
        }
        server.publish("t/1", "poison".getBytes(), 1, false, null, 7, true);
        consumer.get(1).nack(CAUSE).toCompletableFuture().join();
        first.join();
        server.awaitReceived(PUBACK, 1);
        assertThat(server.received(PUBLISH)).filteredOn(letter -> !letter.message().fixedHeader().isDup()).hasSize(1);
    }

    @Test
    void reconnectsMakeNoSecondLetterForAnyOriginal() {
        server.onConnect(ConnectAnswers.accept().withSession());
        server.onPublish(Answer.silence());
        Consumer consumer = subscribed("many", "client-id=fixed").behaving(message -> message.nack(CAUSE));
        receiveUnacknowledged(false);
        server.awaitReceived(PUBLISH, MANY);
        for (int reconnects = 1; reconnects <= RECONNECTS; reconnects++) {
            // One is progress: none of them is suspected of being the reason.
            server.onNextPublishes(1, PublishAnswers.acknowledge());
            reconnect(reconnects + 1);
            int copies = consumer.messages().size() + receiveUnacknowledged(true);
            consumer.awaitMessages(copies);
            server.awaitReceived(PUBACK, reconnects);
        }
        server.onPublish(PublishAnswers.acknowledge());
        reconnect(RECONNECTS + 2);
        receiveUnacknowledged(true);
        server.awaitReceived(PUBACK, MANY);
        assertThat(server.received(PUBLISH)).filteredOn(letter -> !letter.message().fixedHeader().isDup()).hasSize(MANY);
    }

    private void reconnect(int connections) {
        server.cut();
        server.awaitReceived(CONNECT, connections);
        await().until(() -> app.readiness("many").isOk());
    }

    /** How many that were. */
    private int receiveUnacknowledged(boolean again) {
        List<Integer> acknowledged = server.received(PUBACK).stream().map(ReceivedPacket::packetId).toList();
        List<Integer> left = IntStream.rangeClosed(1, MANY).boxed().filter(i -> !acknowledged.contains(i)).toList();
        left.forEach(i -> server.publish("t/" + i, ("poison " + i).getBytes(), 1, false, null, i, again));
        return left.size();
    }

    @Test
    void equalMessagesGetALetterEach() {
        Consumer consumer = subscribed("in");
        server.holdAcks();
        receive("t/1", 1, false, null);
        server.publish("t/1", "poison".getBytes(), 1, false, null, 8, false);
        consumer.get(0).nack(CAUSE);
        consumer.get(1).nack(CAUSE);
        server.awaitReceived(PUBLISH, 2);
        server.releaseAcks();
        server.awaitReceived(PUBACK, 2);
    }

    @Test
    void notPublishedItIsAsWithFail() {
        Consumer consumer = subscribed("doomed");
        server.onPublish(PublishAnswers.code(0x87));
        receive("t/1", 1, false, null);
        assertThatThrownBy(() -> consumer.get(0).nack(CAUSE).toCompletableFuture().join()).hasCause(CAUSE);
        assertThat(consumer.awaitFailure()).isSameAs(CAUSE);
        assertThat(app.liveness("doomed").isOk()).isFalse();
        assertThat(server.received(PUBACK)).isEmpty();
        assertThat(log.lines(123, "doomed")).hasSize(1);
    }

    @Test
    void longMessageOfTheCauseIsCutToOneKibibyte() {
        Consumer consumer = subscribed("in");
        receive("t/1", 1, false, null);
        consumer.get(0).nack(new IllegalStateException("a\u0000\ud800" + "\u20ac".repeat(1000))).toCompletableFuture().join();
        assertThat(server.awaitReceived(PUBLISH, 1).get(0).properties().userProperty("dead-letter-reason"))
                .hasValue("a ?" + "\u20ac".repeat(340));
    }

    @Test
    void copyOfAChannelUsesTheChannelsName() {
        Consumer consumer = app.copy("jobs", 2, "topic=t/#", "failure-strategy=dead-letter-queue", "concurrency=2");
        server.awaitReceived(SUBSCRIBE, 1);
        receive("t/1", 1, false, null);
        consumer.get(0).nack(CAUSE).toCompletableFuture().join();
        ReceivedPacket letter = server.awaitReceived(PUBLISH, 1).get(0);
        assertThat(letter.asPublish().topic()).isEqualTo("dead-letter-topic-jobs");
        assertThat(letter.properties().userProperty("dead-letter-channel")).hasValue("jobs");
    }

    private void receive(String topic, int qos, boolean retain, MqttProperties properties) {
        server.publish(topic, "poison".getBytes(), qos, retain, properties, qos == 0 ? 0 : 7, false);
    }

    private Consumer subscribed(String channel, String... attributes) {
        Consumer consumer = app.incoming(channel, Stream.concat(Stream.of("topic=t/#", "failure-strategy=dead-letter-queue"),
                Stream.of(attributes)).toArray(String[]::new));
        server.awaitReceived(SUBSCRIBE, 1);
        return consumer;
    }
}

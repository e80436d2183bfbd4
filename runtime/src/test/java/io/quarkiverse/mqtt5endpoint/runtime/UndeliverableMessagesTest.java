package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.quarkiverse.mqtt5endpoint.Mqtt5PublishException;
import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.testkit.Answer;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder;
import io.quarkiverse.mqtt5endpoint.testkit.PublishAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** Messages that a server never acknowledges get an answer, and those behind them go on. */
class UndeliverableMessagesTest {

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server).hurried();

    @AfterEach
    void end() {
        app.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2 })
    void messageThatTheServerClosesTheConnectionForIsNackedAndTheNextOneIsSent(int qos) throws Exception {
        server.onPublish((connection, packet) -> {
            if (topic(packet).equals("poison")) {
                connection.close();
            } else {
                PublishAnswers.acknowledge().answer(connection, packet);
            }
        });
        server.onConnect(ConnectAnswers.accept().withSession());
        Producer producer = app.outgoing("out", "qos=" + qos, "client-id=fixed", "clean-start=false");
        CompletableFuture<Void> poison = producer.send("bad", to("poison"));
        CompletableFuture<Void> behind = producer.send("good", to("good"));
        behind.get(30, TimeUnit.SECONDS);
        assertThat(catchThrowable(() -> poison.get(1, TimeUnit.SECONDS))).isInstanceOf(ExecutionException.class).cause()
                .isInstanceOf(Mqtt5PublishException.class).hasMessageContaining("`poison`")
                .hasMessageContaining("3 connections ended");
        assertThat(server.received(PUBLISH).stream().filter(packet -> topic(packet).equals("poison"))).hasSize(3);
        assertThat(server.received(CONNECT)).hasSize(4);
    }

    @Test
    void messageIsNackedWhenItsDeliveryTimeEndsAlthoughThereIsNoConnection() {
        server.onConnect(Answer.silence());
        Producer producer = app.outgoing("out", "delivery-timeout-seconds=1", "connect-timeout-seconds=5");
        CompletableFuture<Void> late = producer.send("late", to("t"));
        assertThat(catchThrowable(() -> late.get(10, TimeUnit.SECONDS))).isInstanceOf(ExecutionException.class).cause()
                .isInstanceOf(TimeoutException.class).hasMessageContaining("not sent within 1 s");
    }

    @Test
    void messageInFlightThatTheNextConnectionForbidsIsNackedAndNotSentAgain() throws Exception {
        server.onPublish(Answer.silence());
        server.onConnect(ConnectAnswers.accept().withSession());
        Producer producer = app.outgoing("out", "client-id=fixed", "clean-start=false");
        CompletableFuture<Void> exactlyOnce = producer.send("2",
                OutgoingMqtt5Metadata.builder().withTopic("t").withQos(2).build());
        server.awaitReceived(PUBLISH, 1);
        server.onPublish(PublishAnswers.acknowledge());
        server.onConnect(ConnectAnswers.accept(PropertiesBuilder.properties().maximumQos(1)).withSession());
        server.cut();
        assertThat(catchThrowable(() -> exactlyOnce.get(20, TimeUnit.SECONDS))).isInstanceOf(ExecutionException.class).cause()
                .isInstanceOfSatisfying(Mqtt5PublishException.class,
                        refused -> assertThat(refused.getReasonCode()).isEqualTo(0x9B));
        producer.send("1", to("t")).get(10, TimeUnit.SECONDS);
        assertThat(server.received(PUBLISH)).hasSize(2);
    }

    private static String topic(ReceivedPacket packet) {
        return ((MqttPublishMessage) packet.message()).variableHeader().topicName();
    }

    private static OutgoingMqtt5Metadata to(String topic) {
        return OutgoingMqtt5Metadata.builder().withTopic(topic).build();
    }
}

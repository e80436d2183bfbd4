package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.PUBLISH;
import static io.netty.handler.codec.mqtt.MqttMessageType.SUBSCRIBE;
import static io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.quarkiverse.mqtt5endpoint.GatewayAttributes;
import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.Mqtt5Attributes;
import io.quarkiverse.mqtt5endpoint.Mqtt5PublishException;
import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** Who says where a message goes: its metadata, then the gateway's attributes, then the channel. */
class PrecedenceTest {

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server);

    @AfterEach
    void end() {
        app.close();
        server.close();
    }

    @Test
    void withoutAnythingItIsTheChannel() {
        assertSent(sent(), "channel", "channel/answers");
    }

    @Test
    void attributesGoBeforeTheChannel() {
        assertSent(sent(attributes("request", "request/answers")), "request", "request/answers");
    }

    @Test
    void attributesWorkUnderTheirFirstName() {
        assertSent(sent(Mqtt5Attributes.of(Mqtt5Attributes.TOPIC, "request")), "request", "channel/answers");
    }

    @Test
    void metadataGoesBeforeAttributes() {
        assertSent(sent(attributes("request", "request/answers"),
                OutgoingMqtt5Metadata.builder().withTopic("message").withResponseTopic("message/answers").build()),
                "message", "message/answers");
    }

    @Test
    void eachPropertyIsDecidedByItself() {
        assertSent(
                sent(attributes("request", ""), OutgoingMqtt5Metadata.builder().withResponseTopic("message/answers").build()),
                "request", "message/answers");
    }

    @Test
    void emptyTopicCountsAsUnset() {
        assertSent(sent(attributes("", ""), OutgoingMqtt5Metadata.builder().withTopic("").build()), "channel",
                "channel/answers");
    }

    @Test
    void forbiddenTopicOfAnAttributeNacksTheMessage() {
        Producer out = app.outgoing("out", "topic=channel");
        assertThatThrownBy(() -> out.send("m", attributes("a/#", "")).join()).hasCauseInstanceOf(Mqtt5PublishException.class)
                .hasMessageContaining("Channel `out`").hasMessageContaining("a/#");
        out.send("m").join();
    }

    @Test
    void answerToTheTopicOfItsRequestIsRefusedAsALoop() {
        Producer out = app.outgoing("out", "topic=channel");
        IncomingMqtt5Metadata request = IncomingMqtt5Metadata.builder().withTopic("requests").withResponseTopic("requests")
                .build();
        assertThatThrownBy(() -> out.send("m", request, OutgoingMqtt5Metadata.builder().withTopic("requests").build()).join())
                .cause().isInstanceOfSatisfying(Mqtt5PublishException.class, refused -> {
                    assertThat(refused.getReasonCode()).isEqualTo(0x90);
                    assertThat(refused.getTopic()).hasValue("requests");
                    assertThat(refused).hasMessageContaining("not be that of the request that it answers");
                });
        out.send("m", request).join();
    }

    @Test
    void whatCameInDoesNotDecideWhereItGoesOut() {
        Consumer in = app.incoming("in", "topic=incoming/#");
        server.awaitReceived(SUBSCRIBE, 1);
        server.publish("incoming/1", "hello".getBytes(), 1, true,
                properties().responseTopic("incoming/answers")
                        .correlationData("c".getBytes()).userProperty("a", "b").contentType("text/x").build(),
                1, false);
        Message<?> received = in.get(0);
        assertThat(received.getMetadata(IncomingMqtt5Metadata.class)).hasValueSatisfying(metadata -> assertThat(metadata)
                .isEqualTo(IncomingMqtt5Metadata.builder().withChannel("in").withTopic("incoming/1").withQos(1)
                        .withRetain(metadata.isRetain()).withResponseTopic("incoming/answers")
                        .withCorrelationData("c".getBytes()).withUserProperty("a", "b").withContentType("text/x").build())
                .hasSameHashCodeAs(metadata)
                .hasToString("IncomingMqtt5Metadata[channel=in, topic=incoming/1, qos=1, retain=" + metadata.isRetain()
                        + ", payloadUtf8=false, contentType=text/x, responseTopic=incoming/answers,"
                        + " correlationData=1 bytes, userProperties=[a]]"));
        assertThat(received.getMetadata(GatewayAttributes.class)).isEmpty();
        app.outgoing("out", "topic=outgoing").send(received);
        ReceivedPacket sent = server.awaitReceived(PUBLISH, 1).get(0);
        assertThat(sent.asPublish().topic()).isEqualTo("outgoing");
        assertThat(sent.asPublish().retain()).isFalse();
        assertThat(sent.properties().text(MqttPropertyType.RESPONSE_TOPIC)).isEmpty();
        assertThat(sent.properties().userProperties()).isEmpty();
    }

    private ReceivedPacket sent(Object... metadata) {
        app.outgoing("out", "topic=channel", "response-topic=channel/answers").send("m", metadata).join();
        return server.awaitReceived(PUBLISH, 1).get(0);
    }

    private static GatewayAttributes attributes(String topic, String responseTopic) {
        return GatewayAttributes.of(GatewayAttributes.TOPIC, topic).and(GatewayAttributes.RESPONSE_TOPIC, responseTopic);
    }

    private static void assertSent(ReceivedPacket packet, String topic, String responseTopic) {
        assertThat(packet.asPublish().topic()).isEqualTo(topic);
        assertThat(packet.properties().text(MqttPropertyType.RESPONSE_TOPIC)).hasValue(responseTopic);
    }
}

package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.quarkiverse.mqtt5endpoint.testkit.PropertiesReader;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** The last will as it is on the wire. */
class LastWillTest {

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server);

    @AfterEach
    void end() {
        app.close();
        server.close();
    }

    @Test
    void eachConnectCarriesTheWillWithAllItsProperties() {
        app.outgoing("out", "will-topic=gone", "will-payload=bye \u20ac", "will-qos=2", "will-retain=true",
                "will-delay-interval=5", "will-message-expiry-interval=0", "will-content-type=text/x",
                "will-response-topic=why");
        server.awaitReceived(CONNECT, 1);
        server.cut();
        assertThat(server.awaitReceived(CONNECT, 2)).allSatisfy(packet -> {
            MqttConnectMessage connect = (MqttConnectMessage) packet.message();
            assertThat(connect.payload().willTopic()).isEqualTo("gone");
            assertThat(connect.payload().willMessageInBytes()).isEqualTo("bye \u20ac".getBytes(StandardCharsets.UTF_8));
            assertThat(connect.variableHeader().willQos()).isEqualTo(2);
            assertThat(connect.variableHeader().isWillRetain()).isTrue();
            PropertiesReader properties = new PropertiesReader(connect.payload().willProperties());
            assertThat(properties.number(MqttPropertyType.WILL_DELAY_INTERVAL)).hasValue(5);
            assertThat(properties.number(MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL)).hasValue(0);
            assertThat(properties.text(MqttPropertyType.CONTENT_TYPE)).hasValue("text/x");
            assertThat(properties.text(MqttPropertyType.RESPONSE_TOPIC)).hasValue("why");
        });
    }

    @Test
    void whatIsUnsetIsNotThere() {
        app.outgoing("out", "will-topic=gone");
        MqttConnectMessage connect = (MqttConnectMessage) server.awaitReceived(CONNECT, 1).get(0).message();
        assertThat(connect.payload().willMessageInBytes()).isEmpty();
        assertThat(connect.variableHeader().willQos()).isEqualTo(1);
        assertThat(connect.variableHeader().isWillRetain()).isFalse();
        PropertiesReader properties = new PropertiesReader(connect.payload().willProperties());
        assertThat(properties.number(MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL)).isEmpty();
        assertThat(properties.text(MqttPropertyType.CONTENT_TYPE)).isEmpty();
        assertThat(properties.text(MqttPropertyType.RESPONSE_TOPIC)).isEmpty();
    }

    @Test
    void withoutAWillTopicThereIsNone() {
        app.outgoing("out");
        MqttConnectMessage connect = (MqttConnectMessage) server.awaitReceived(CONNECT, 1).get(0).message();
        assertThat(connect.variableHeader().isWillFlag()).isFalse();
    }
}

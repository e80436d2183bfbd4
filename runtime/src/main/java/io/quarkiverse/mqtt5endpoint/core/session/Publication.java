package io.quarkiverse.mqtt5endpoint.core.session;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperties;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserPropertiesBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PayloadFormatIndicator;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

/**
 * A message as it is to be sent.
 *
 * @param messageExpiryInterval seconds; negative for none
 * @param contentType {@code null} for none, like the properties after it
 */
public record Publication(String topic, int qos, boolean retain, ByteBuffer payload, long messageExpiryInterval,
        String contentType,
        String responseTopic, byte[] correlationData, Boolean payloadUtf8, List<Map.Entry<String, String>> userProperties) {

    Mqtt5Publish toPacket() {
        var publish = Mqtt5Publish.builder().topic(topic).qos(MqttQos.fromCode(qos)).retain(retain).payload(payload)
                .contentType(contentType).responseTopic(responseTopic).correlationData(correlationData)
                .payloadFormatIndicator(format());
        if (messageExpiryInterval >= 0) {
            publish.messageExpiryInterval(messageExpiryInterval);
        }
        if (!userProperties.isEmpty()) {
            publish.userProperties(properties());
        }
        return publish.build();
    }

    private Mqtt5PayloadFormatIndicator format() {
        if (payloadUtf8 == null) {
            return null;
        }
        return payloadUtf8 ? Mqtt5PayloadFormatIndicator.UTF_8 : Mqtt5PayloadFormatIndicator.UNSPECIFIED;
    }

    private Mqtt5UserProperties properties() {
        Mqtt5UserPropertiesBuilder builder = Mqtt5UserProperties.builder();
        userProperties.forEach(property -> builder.add(property.getKey(), property.getValue()));
        return builder.build();
    }
}

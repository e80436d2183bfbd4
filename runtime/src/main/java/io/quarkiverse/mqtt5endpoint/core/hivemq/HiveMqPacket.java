package io.quarkiverse.mqtt5endpoint.core.hivemq;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperties;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserPropertiesBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PayloadFormatIndicator;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishPacket;

/** A PUBLISH as the client sends it. */
record HiveMqPacket(OutgoingPublish message, Mqtt5Publish publish) implements PublishPacket {

    /** Throws an {@link IllegalArgumentException} if MQTT can't carry the message. */
    static HiveMqPacket of(OutgoingPublish message) {
        var publish = Mqtt5Publish.builder().topic(message.topic()).qos(MqttQos.fromCode(message.qos()))
                .retain(message.retain()).payload(message.payload()).contentType(message.contentType())
                .responseTopic(message.responseTopic()).correlationData(message.correlationData())
                .payloadFormatIndicator(format(message.payloadUtf8()));
        if (message.messageExpiryInterval() >= 0) {
            publish.messageExpiryInterval(message.messageExpiryInterval());
        }
        if (!message.userProperties().isEmpty()) {
            publish.userProperties(properties(message));
        }
        return new HiveMqPacket(message, publish.build());
    }

    private static Mqtt5PayloadFormatIndicator format(Boolean utf8) {
        if (utf8 == null) {
            return null;
        }
        return utf8 ? Mqtt5PayloadFormatIndicator.UTF_8 : Mqtt5PayloadFormatIndicator.UNSPECIFIED;
    }

    private static Mqtt5UserProperties properties(OutgoingPublish message) {
        Mqtt5UserPropertiesBuilder builder = Mqtt5UserProperties.builder();
        message.userProperties().forEach(property -> builder.add(property.getKey(), property.getValue()));
        return builder.build();
    }
}

package io.quarkiverse.mqtt5endpoint.runtime.outgoing;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;

import java.time.Duration;
import java.util.Optional;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.GatewayAttributes;
import io.quarkiverse.mqtt5endpoint.Mqtt5PublishException;
import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OutgoingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Topics;
import io.quarkiverse.mqtt5endpoint.runtime.payload.EncodedPayload;

/**
 * What a message says about its publication: its own metadata first, then the attributes of the gateway, then its
 * channel.
 */
public final class PublishMapper {

    private static final int TOPIC_NAME_INVALID = 0x90;
    private static final int QOS_NOT_SUPPORTED = 0x9B;
    private static final int PACKET_INVALID = 0x82;
    private static final OutgoingMqtt5Metadata NOTHING_SAID = OutgoingMqtt5Metadata.builder().build();
    private static final int MAX_BYTES = 65535;
    private static final long MAX_EXPIRY = 0xFFFF_FFFFL;

    private PublishMapper() {
    }

    /** Throws what the message is to be nacked with. */
    public static OutgoingPublish of(Message<?> message, OutgoingSettings channel) {
        return of(message.getMetadata(OutgoingMqtt5Metadata.class).orElse(NOTHING_SAID),
                message.getMetadata(GatewayAttributes.class), EncodedPayload.of(message.getPayload()), channel);
    }

    /** What a failure strategy publishes, for which no channel says anything. */
    public static OutgoingPublish of(OutgoingMqtt5Metadata said, byte[] payload, IncomingSettings channel, int qos) {
        String topic = said.getTopic().orElseThrow(() -> new IllegalArgumentException("The metadata must have a topic"));
        check(channel.channel(), topic, "its topic must ", Topics.wrongName(topic), TOPIC_NAME_INVALID);
        return of(said, Optional.empty(), EncodedPayload.of(payload), new OutgoingSettings(channel.channel(), channel.client(),
                topic, qos, false, -1, null, null, 1, Duration.ZERO, false));
    }

    private static OutgoingPublish of(OutgoingMqtt5Metadata said, Optional<GatewayAttributes> attributes,
            EncodedPayload payload,
            OutgoingSettings channel) {
        String topic = said.getTopic().or(() -> attributes.flatMap(GatewayAttributes::getTopic)).orElse(channel.topic());
        check(channel, topic, "its topic must ", Topics.wrongName(topic), TOPIC_NAME_INVALID);
        int qos = said.getQos().orElse(channel.qos());
        check(channel, topic, "its QoS must ", qos < 0 || qos > 2 ? "be 0, 1 or 2, but was " + qos : null, QOS_NOT_SUPPORTED);
        long expiry = said.getMessageExpiryInterval().orElse(channel.messageExpiryInterval());
        check(channel, topic, "its expiry must ",
                expiry > MAX_EXPIRY ? "be at most " + MAX_EXPIRY + " s, but was " + expiry : null,
                PACKET_INVALID);
        String responseTopic = said.getResponseTopic().or(() -> attributes.flatMap(GatewayAttributes::getResponseTopic))
                .orElse(channel.responseTopic());
        check(channel, topic, "its response topic must ", responseTopic == null ? null : Topics.wrongName(responseTopic),
                PACKET_INVALID);
        String contentType = said.getContentType().or(() -> Optional.ofNullable(channel.contentType()))
                .orElse(payload.contentType());
        check(channel, topic, "its content type must ", contentType == null ? null : Topics.wrongUtf8(contentType),
                PACKET_INVALID);
        said.getUserProperties().forEach(property -> {
            check(channel, topic, "its user properties must ", Topics.wrongUtf8(property.getKey()), PACKET_INVALID);
            check(channel, topic, "its user properties must ", Topics.wrongUtf8(property.getValue()), PACKET_INVALID);
        });
        byte[] correlationData = said.getCorrelationData().orElse(null);
        check(channel, topic, "its correlation data must ", correlationData != null && correlationData.length > MAX_BYTES
                ? "not be longer than " + MAX_BYTES + " bytes"
                : null, PACKET_INVALID);
        return new OutgoingPublish(topic, qos, said.getRetain().orElse(channel.retain()), payload.bytes(), expiry,
                contentType, responseTopic, correlationData, said.getPayloadUtf8().orElse(null),
                said.getUserProperties());
    }

    private static void check(OutgoingSettings channel, String topic, String what, String wrong, int reasonCode) {
        check(channel.channel(), topic, what, wrong, reasonCode);
    }

    private static void check(String channel, String topic, String what, String wrong, int reasonCode) {
        if (wrong != null) {
            throw new Mqtt5PublishException(errors.publishNotAllowed(channel, topic, what + wrong), reasonCode, null);
        }
    }
}

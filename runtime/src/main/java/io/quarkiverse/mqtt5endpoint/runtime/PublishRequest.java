package io.quarkiverse.mqtt5endpoint.runtime;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;

import java.util.Optional;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.Mqtt5Attributes;
import io.quarkiverse.mqtt5endpoint.Mqtt5PublishException;
import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;
import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OutgoingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.PublishDefaults;
import io.quarkiverse.mqtt5endpoint.core.settings.Topics;
import io.quarkiverse.mqtt5endpoint.runtime.payload.EncodedPayload;

/**
 * What a message says about its publication: its own metadata first, then the attributes of the gateway, then its
 * channel.
 */
final class PublishRequest {

    private static final OutgoingMqtt5Metadata NOTHING_SAID = OutgoingMqtt5Metadata.builder().build();
    private static final int MAX_BYTES = 65535;
    private static final long MAX_EXPIRY = 0xFFFF_FFFFL;

    private PublishRequest() {
    }

    /** Throws what the message is to be nacked with. */
    static OutgoingPublish of(Message<?> message, OutgoingSettings channel) {
        return of(message.getMetadata(OutgoingMqtt5Metadata.class).orElse(NOTHING_SAID),
                message.getMetadata(Mqtt5Attributes.class), EncodedPayload.of(message.getPayload()),
                channel.channel(), channel.defaults());
    }

    /** What a failure strategy publishes, for which no channel says anything. */
    static OutgoingPublish of(OutgoingMqtt5Metadata said, byte[] payload, IncomingSettings channel, int qos) {
        return of(said, Optional.empty(), EncodedPayload.of(payload), channel.channel(), PublishDefaults.ofQos(qos));
    }

    private static OutgoingPublish of(OutgoingMqtt5Metadata said, Optional<Mqtt5Attributes> attributes, EncodedPayload payload,
            String channel, PublishDefaults defaults) {
        String topic = said.getTopic().or(() -> attributes.flatMap(Mqtt5Attributes::getTopic))
                .or(() -> Optional.ofNullable(defaults.topic()))
                .orElseThrow(() -> new IllegalArgumentException("The metadata must have a topic"));
        check(channel, topic, "its topic must ", Topics.wrongName(topic), Mqtt5ReasonCode.TOPIC_NAME_INVALID);
        int qos = said.getQos().orElse(defaults.qos());
        check(channel, topic, "its QoS must ", qos < 0 || qos > 2 ? "be 0, 1 or 2, but was " + qos : null,
                Mqtt5ReasonCode.QOS_NOT_SUPPORTED);
        long expiry = said.getMessageExpiryInterval().orElse(defaults.messageExpiryInterval());
        check(channel, topic, "its expiry must ",
                expiry > MAX_EXPIRY ? "be at most " + MAX_EXPIRY + " s, but was " + expiry : null,
                Mqtt5ReasonCode.PROTOCOL_ERROR);
        String responseTopic = said.getResponseTopic().or(() -> attributes.flatMap(Mqtt5Attributes::getResponseTopic))
                .orElse(defaults.responseTopic());
        check(channel, topic, "its response topic must ", responseTopic == null ? null : Topics.wrongName(responseTopic),
                Mqtt5ReasonCode.PROTOCOL_ERROR);
        String contentType = said.getContentType().or(() -> Optional.ofNullable(defaults.contentType()))
                .orElse(payload.contentType());
        check(channel, topic, "its content type must ", contentType == null ? null : Topics.wrongUtf8(contentType),
                Mqtt5ReasonCode.PROTOCOL_ERROR);
        said.getUserProperties().forEach(property -> {
            check(channel, topic, "its user properties must ", Topics.wrongUtf8(property.getKey()),
                    Mqtt5ReasonCode.PROTOCOL_ERROR);
            check(channel, topic, "its user properties must ", Topics.wrongUtf8(property.getValue()),
                    Mqtt5ReasonCode.PROTOCOL_ERROR);
        });
        byte[] correlationData = said.getCorrelationData().orElse(null);
        check(channel, topic, "its correlation data must ", correlationData != null && correlationData.length > MAX_BYTES
                ? "not be longer than " + MAX_BYTES + " bytes"
                : null, Mqtt5ReasonCode.PROTOCOL_ERROR);
        return new OutgoingPublish(topic, qos, said.getRetain().orElse(defaults.retain()), payload.bytes(), expiry,
                contentType, responseTopic, correlationData, said.getPayloadUtf8().orElse(null),
                said.getUserProperties());
    }

    private static void check(String channel, String topic, String what, String wrong, Mqtt5ReasonCode reason) {
        if (wrong != null) {
            throw new Mqtt5PublishException(errors.publishNotAllowed(channel, topic, what + wrong), reason.getCode(), null);
        }
    }
}

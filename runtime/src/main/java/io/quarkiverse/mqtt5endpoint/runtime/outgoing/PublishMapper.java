package io.quarkiverse.mqtt5endpoint.runtime.outgoing;

import java.util.Optional;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.GatewayAttributes;
import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OutgoingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.PublishDefaults;
import io.quarkiverse.mqtt5endpoint.runtime.payload.EncodedPayload;

/**
 * What a message says about its publication: its own metadata first, then the attributes of the gateway, then its
 * channel.
 */
public final class PublishMapper {

    private static final OutgoingMqtt5Metadata NOTHING_SAID = OutgoingMqtt5Metadata.builder().build();

    private final OutgoingMqtt5Metadata said;
    private final Optional<GatewayAttributes> attributes;
    private final EncodedPayload payload;
    private final PublishDefaults channel;

    private PublishMapper(OutgoingMqtt5Metadata said, Optional<GatewayAttributes> attributes, EncodedPayload payload,
            PublishDefaults channel) {
        this.said = said;
        this.attributes = attributes;
        this.payload = payload;
        this.channel = channel;
    }

    /** Throws what the message is to be nacked with. */
    public static OutgoingPublish of(Message<?> message, OutgoingSettings channel) {
        OutgoingPublish publish = new PublishMapper(message.getMetadata(OutgoingMqtt5Metadata.class).orElse(NOTHING_SAID),
                message.getMetadata(GatewayAttributes.class), EncodedPayload.of(message.getPayload()), channel.defaults())
                .publish();
        PublishRules rules = new PublishRules(channel.channel(), publish);
        rules.checkAllowed();
        rules.checkNotDiscouraged();
        message.getMetadata(IncomingMqtt5Metadata.class).ifPresent(rules::checkNoLoop);
        return publish;
    }

    /**
     * What a failure strategy publishes, for which no channel says anything. What a received message says may be
     * discouraged: a server has forwarded it, and the sender must not be able to end the channel by it.
     */
    public static OutgoingPublish of(OutgoingMqtt5Metadata said, byte[] payload, IncomingSettings channel, int qos) {
        OutgoingPublish publish = new PublishMapper(said, Optional.empty(), EncodedPayload.of(payload),
                PublishDefaults.ofQos(qos)).publish();
        new PublishRules(channel.channel(), publish).checkAllowed();
        return publish;
    }

    private OutgoingPublish publish() {
        return new OutgoingPublish(topic(),
                said.getQos().orElse(channel.qos()), said.getRetain().orElse(channel.retain()), payload.bytes(),
                said.getMessageExpiryInterval().orElse(channel.messageExpiryInterval()),
                said.getContentType().or(() -> Optional.ofNullable(channel.contentType())).orElse(payload.contentType()),
                said.getResponseTopic().or(() -> attributes.flatMap(GatewayAttributes::getResponseTopic))
                        .orElse(channel.responseTopic()),
                said.getCorrelationData().orElse(null), said.getPayloadUtf8().orElse(null), said.getUserProperties());
    }

    private String topic() {
        return said.getTopic().or(() -> attributes.flatMap(GatewayAttributes::getTopic))
                .or(() -> Optional.ofNullable(channel.topic()))
                .orElseThrow(() -> new IllegalArgumentException("The metadata must have a topic"));
    }
}

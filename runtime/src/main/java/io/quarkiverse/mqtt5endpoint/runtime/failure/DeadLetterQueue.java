package io.quarkiverse.mqtt5endpoint.runtime.failure;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler;
import io.quarkiverse.mqtt5endpoint.Mqtt5PublishException;
import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;
import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.PlainText;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;

/** Publishes the message, with the cause, to another topic, and acknowledges it when that was acknowledged. */
record DeadLetterQueue(String channel, String topic) implements Mqtt5FailureHandler {

    static final String NAME = "dead-letter-queue";

    static final String EXCEPTION = "dead-letter-exception-class-name";
    static final String REASON = "dead-letter-reason";
    static final String TOPIC = "dead-letter-topic";
    static final String CHANNEL = "dead-letter-channel";

    private static final int LONGEST_REASON = 1024;

    @ApplicationScoped
    @Identifier(NAME)
    static class Factory implements Mqtt5FailureHandler.Factory {

        @Override
        public Mqtt5FailureHandler create(String channel, Config config) {
            return new DeadLetterQueue(channel, config.getValue("dead-letter-queue.topic", String.class));
        }
    }

    @Override
    public Uni<Void> handle(Message<?> message, Throwable cause, Settlement settlement) {
        IncomingMqtt5Metadata original = message.getMetadata(IncomingMqtt5Metadata.class).orElseThrow();
        byte[] payload = (byte[]) message.getPayload();
        return settlement.publish(letter(original, cause, settlement), payload)
                .onFailure(DeadLetterQueue::isTooLarge)
                .recoverWithUni(() -> settlement.publish(letter(original, null, settlement), payload))
                .onItemOrFailure().transformToUni((published, failure) -> {
                    if (failure == null) {
                        log.deadLetter(channel, original.getTopic(), topic, cause);
                        return settlement.acknowledge();
                    }
                    log.deadLetterFailed(channel, original.getTopic(), topic, failure);
                    return settlement.fail(cause);
                });
    }

    private static boolean isTooLarge(Throwable failure) {
        return failure instanceof Mqtt5PublishException refused
                && refused.getReason().filter(Mqtt5ReasonCode.PACKET_TOO_LARGE::equals).isPresent();
    }

    /**
     * @param cause {@code null} to leave it out
     */
    private OutgoingMqtt5Metadata letter(IncomingMqtt5Metadata original, Throwable cause, Settlement settlement) {
        OutgoingMqtt5Metadata.Builder letter = OutgoingMqtt5Metadata.builder().withTopic(topic)
                .withQos(Math.max(1, original.getQos())).withRetain(false)
                .withMessageExpiryInterval(settlement.remainingExpiryInterval().orElse(-1));
        original.getContentType().ifPresent(letter::withContentType);
        original.getResponseTopic().ifPresent(letter::withResponseTopic);
        original.getCorrelationData().ifPresent(letter::withCorrelationData);
        if (original.isPayloadUtf8()) {
            letter.withPayloadUtf8(true);
        }
        original.getUserProperties().forEach(property -> letter.withUserProperty(property.getKey(), property.getValue()));
        if (cause != null) {
            letter.withUserProperty(EXCEPTION, cause.getClass().getName());
            letter.withUserProperty(REASON, PlainText.of(cause.getMessage(), LONGEST_REASON));
        }
        return letter.withUserProperty(TOPIC, original.getTopic()).withUserProperty(CHANNEL, original.getChannel()).build();
    }
}

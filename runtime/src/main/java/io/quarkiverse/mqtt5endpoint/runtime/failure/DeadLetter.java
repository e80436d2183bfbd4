package io.quarkiverse.mqtt5endpoint.runtime.failure;

import java.util.OptionalLong;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.PlainText;

/**
 * Addresses a dead letter: all properties of the original, and as many of our own as there is room for.
 *
 * @param topic where it goes
 */
record DeadLetter(String topic, IncomingMqtt5Metadata original, Throwable cause) {

    static final String EXCEPTION = "dead-letter-exception-class-name";
    static final String REASON = "dead-letter-reason";
    static final String TOPIC = "dead-letter-topic";
    static final String CHANNEL = "dead-letter-channel";

    private static final int LONGEST_REASON = 1024;
    private static final int LONGEST_PROPERTY = 65535;

    /** What is added to the properties of the original, less and less as room gets scarce. */
    enum Added {
        ALL,
        WITHOUT_CAUSE,
        NOTHING
    }

    /**
     * @param expiry seconds that the original has left; one whose time has run out goes without expiry, or the server
     *        would drop it
     */
    OutgoingMqtt5Metadata metadata(Added added, OptionalLong expiry) {
        OutgoingMqtt5Metadata.Builder letter = OutgoingMqtt5Metadata.builder().withTopic(topic)
                .withQos(Math.max(1, original.getQos())).withRetain(false)
                .withMessageExpiryInterval(expiry.orElse(0) > 0 ? expiry.getAsLong() : -1);
        addOriginal(letter);
        if (added == Added.ALL) {
            letter.withUserProperty(EXCEPTION, cause.getClass().getName());
            letter.withUserProperty(REASON, PlainText.of(cause.getMessage(), LONGEST_REASON));
        }
        if (added != Added.NOTHING) {
            letter.withUserProperty(TOPIC, plain(original.getTopic())).withUserProperty(CHANNEL, original.getChannel());
        }
        return letter.build();
    }

    /** Some servers pass control characters on, and end the connection of whoever sends them. */
    private void addOriginal(OutgoingMqtt5Metadata.Builder letter) {
        original.getContentType().map(DeadLetter::plain).ifPresent(letter::withContentType);
        // Replacing its characters would make it another topic.
        original.getResponseTopic().filter(PlainText::isPlain).ifPresent(letter::withResponseTopic);
        original.getCorrelationData().ifPresent(letter::withCorrelationData);
        if (original.isPayloadUtf8()) {
            letter.withPayloadUtf8(true);
        }
        original.getUserProperties()
                .forEach(property -> letter.withUserProperty(plain(property.getKey()), plain(property.getValue())));
    }

    private static String plain(String text) {
        return PlainText.of(text, LONGEST_PROPERTY);
    }
}

package io.quarkiverse.mqtt5endpoint;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Thrown for a message that was not published: the server refused it with a reason code of 0x80 or more in its PUBACK or PUBREC
 * (MQTT
 * 5, 3.4.2.1 and 3.5.2.1), or it was refused before it was sent because the server's CONNACK or the protocol does not
 * allow it. The cause with which the message of an outgoing channel is nacked. Immutable.
 */
public final class Mqtt5PublishException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String topic;
    private final int reasonCode;
    private final @Nullable String reasonString;

    /**
     * Creates the cause of a nack. Applications need it in their tests only.
     *
     * @param message one sentence for people
     * @param reasonCode 0x80 to 0xFF
     * @param reasonString what the server said about it, or {@code null}
     */
    public Mqtt5PublishException(String message, int reasonCode, @Nullable String reasonString) {
        this(message, null, reasonCode, reasonString);
    }

    /**
     * Creates the cause of a nack. Applications need it in their tests only.
     *
     * @param message one sentence for people
     * @param topic the topic of the message that was refused, or {@code null}
     * @param reasonCode 0x80 to 0xFF
     * @param reasonString what the server said about it, or {@code null}
     */
    public Mqtt5PublishException(String message, @Nullable String topic, int reasonCode, @Nullable String reasonString) {
        super(message);
        this.topic = topic;
        this.reasonCode = reasonCode;
        this.reasonString = reasonString;
    }

    /**
     * Returns where the message was to be published.
     *
     * @return the topic, as the message or its channel said, or empty if it is not known
     */
    public Optional<String> getTopic() {
        return Optional.ofNullable(topic);
    }

    /**
     * Returns why the message was refused. Refused before it was sent: 0x82 for a property that MQTT forbids, 0x90 for a
     * topic name, 0x95 for a packet above the server's maximum, 0x9A for retain, 0x9B for a quality of service that
     * the server does not offer.
     *
     * @return the reason code, 0x80 to 0xFF
     */
    public int getReasonCode() {
        return reasonCode;
    }

    /**
     * Returns the reason code by its name.
     *
     * @return empty for a number that MQTT 5 does not define
     */
    public Optional<Mqtt5ReasonCode> getReason() {
        return Mqtt5ReasonCode.of(reasonCode);
    }

    /**
     * Returns the server's reason string (MQTT 5, 3.4.2.2.2 and 3.5.2.2.2), unchanged: replace control characters before
     * you log it.
     *
     * @return the reason string of the packet, or empty
     */
    public Optional<String> getReasonString() {
        return Optional.ofNullable(reasonString);
    }
}

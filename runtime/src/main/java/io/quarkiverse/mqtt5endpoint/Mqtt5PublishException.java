package io.quarkiverse.mqtt5endpoint;

import java.util.Optional;

/**
 * Reports that a message was not published: the server refused it with a reason code of 0x80 or more in its PUBACK or
 * PUBREC (MQTT 5, 3.4.2.1 and 3.5.2.1), or it was refused before it was sent because the server's CONNACK or the protocol
 * does not allow it. The message of an outgoing channel is nacked with this exception.
 */
public final class Mqtt5PublishException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int reasonCode;
    private final String reasonString;

    /**
     * Creates an exception.
     *
     * @param message the message of the exception
     * @param reasonCode 0x80 to 0xFF
     * @param reasonString the server's reason string, or {@code null}
     */
    public Mqtt5PublishException(String message, int reasonCode, String reasonString) {
        super(message);
        this.reasonCode = reasonCode;
        this.reasonString = reasonString;
    }

    /**
     * Returns why the message was refused. If it was refused before it was sent: 0x82 for a property that MQTT forbids, 0x90
     * for a
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
     * Returns the server's reason string, unchanged: replace control characters before you log it.
     *
     * @return the reason string of the packet, or empty
     */
    public Optional<String> getReasonString() {
        return Optional.ofNullable(reasonString);
    }
}

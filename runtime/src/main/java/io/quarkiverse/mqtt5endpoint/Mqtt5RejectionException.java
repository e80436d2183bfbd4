package io.quarkiverse.mqtt5endpoint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Sets the reason code with which a message is rejected. As the cause of a nack on a channel whose {@code
 * failure-strategy} is {@code reject}, it overrides the channel's {@code reject.reason-code}; other strategies treat it
 * like any other failure.
 * <p>
 * A rejected message is not delivered again: the server discards it for this subscription (MQTT 5, 4.3.2 and 4.3.3).
 */
public final class Mqtt5RejectionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    // MQTT 5, 3.4.2.1 and 3.5.2.1: those of PUBACK and PUBREC that say that a message was not accepted.
    private static final List<Integer> ALLOWED = List.of(0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99);

    private final int reasonCode;
    private final String reasonString;

    /**
     * Creates a rejection.
     *
     * @param reasonCode one of 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99
     * @param reasonString the reason string for the server; {@code null} for none
     * @throws IllegalArgumentException for any other reason code
     */
    public Mqtt5RejectionException(int reasonCode, String reasonString) {
        super(reasonString == null ? "rejected with 0x%02X".formatted(reasonCode) : reasonString);
        if (!ALLOWED.contains(reasonCode)) {
            throw new IllegalArgumentException("A message can be rejected with one of " + ALLOWED.stream()
                    .map("0x%02X"::formatted).collect(Collectors.joining(", "))
                    + ", but not with 0x%02X".formatted(reasonCode));
        }
        this.reasonCode = reasonCode;
        this.reasonString = reasonString;
    }

    /**
     * Returns the reason code for PUBACK or PUBREC.
     *
     * @return 0x80 to 0xFF
     */
    public int getReasonCode() {
        return reasonCode;
    }

    /**
     * Returns the reason string for the server.
     *
     * @return the reason string, or empty
     */
    public Optional<String> getReasonString() {
        return Optional.ofNullable(reasonString);
    }
}

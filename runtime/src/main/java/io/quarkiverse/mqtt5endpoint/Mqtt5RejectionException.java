package io.quarkiverse.mqtt5endpoint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Says with which reason code a message is to be rejected. As the cause of a nack on a channel whose {@code
 * failure-strategy} is {@code reject}, it replaces the channel's {@code reject.reason-code}; other strategies treat it
 * like any failure.
 * <p>
 * A rejected message is not delivered again: the server discards it for this subscriber (MQTT 5, 4.3.2 and 4.3.3).
 * Immutable.
 */
public final class Mqtt5RejectionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    // MQTT 5, 3.4.2.1 and 3.5.2.1: those of PUBACK and PUBREC that say that a message was not accepted.
    private static final List<Integer> ALLOWED = List.of(0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99);

    private final int reasonCode;
    private final @Nullable String reasonString;

    /**
     * Creates the cause of a rejection.
     *
     * @param reasonCode one of 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99
     * @param reasonString what the server is told about it, for people; {@code null} for nothing
     * @throws IllegalArgumentException for any other reason code
     */
    public Mqtt5RejectionException(int reasonCode, @Nullable String reasonString) {
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
     * Returns the reason code for PUBACK or PUBREC (MQTT 5, 3.4.2.1 and 3.5.2.1).
     *
     * @return 0x80, 0x83, 0x87, 0x90, 0x91, 0x97 or 0x99
     */
    public int getReasonCode() {
        return reasonCode;
    }

    /**
     * Returns what the server is told about it (MQTT 5, 3.4.2.2.2 and 3.5.2.2.2).
     *
     * @return the reason string, or empty
     */
    public Optional<String> getReasonString() {
        return Optional.ofNullable(reasonString);
    }
}

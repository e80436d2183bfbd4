package io.quarkiverse.mqtt5endpoint;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.Packet;

/**
 * Sets the reason code with which a message is rejected. As the cause of a nack on a channel whose {@code
 * failure-strategy} is {@code reject}, it overrides the channel's {@code reject.reason-code}; other strategies treat it
 * like any other failure.
 * <p>
 * A rejected message is not delivered again: the server discards it for this subscription (MQTT 5, 4.3.2 and 4.3.3).
 * Immutable.
 */
public final class Mqtt5RejectionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Mqtt5ReasonCode reason;
    private final @Nullable String reasonString;

    /**
     * Creates a rejection.
     *
     * @param reasonCode one of 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99
     * @param reasonString the reason string for the server; {@code null} for none
     * @throws IllegalArgumentException for any other reason code
     */
    public Mqtt5RejectionException(int reasonCode, @Nullable String reasonString) {
        super(reasonString == null ? "rejected with 0x%02X".formatted(reasonCode) : reasonString);
        this.reason = Mqtt5ReasonCode.of(reasonCode).filter(Mqtt5RejectionException::isRejection)
                .orElseThrow(() -> notAllowed(reasonCode));
        this.reasonString = reasonString;
    }

    /**
     * Creates a rejection.
     *
     * @param reason one that says that a message was not accepted: an error of PUBACK and PUBREC
     * @param reasonString the reason string for the server; {@code null} for none
     * @throws IllegalArgumentException for any other reason code
     */
    public Mqtt5RejectionException(Mqtt5ReasonCode reason, @Nullable String reasonString) {
        this(reason.getCode(), reasonString);
    }

    // MQTT 5, 3.4.2.1 and 3.5.2.1: those of PUBACK and PUBREC that say that a message was not accepted.
    private static boolean isRejection(Mqtt5ReasonCode reason) {
        return reason.isError() && reason.isAllowedIn(Packet.PUBACK) && reason.isAllowedIn(Packet.PUBREC);
    }

    private static IllegalArgumentException notAllowed(int reasonCode) {
        return new IllegalArgumentException("A message can be rejected with one of "
                + Arrays.stream(Mqtt5ReasonCode.values()).filter(Mqtt5RejectionException::isRejection)
                        .map(reason -> "0x%02X".formatted(reason.getCode())).collect(Collectors.joining(", "))
                + ", but not with 0x%02X".formatted(reasonCode));
    }

    /**
     * Returns the reason code for PUBACK or PUBREC.
     *
     * @return 0x80 to 0xFF
     */
    public int getReasonCode() {
        return reason.getCode();
    }

    /**
     * Returns the reason code by its name.
     *
     * @return a reason code that says that the message was not accepted
     */
    public Mqtt5ReasonCode getReason() {
        return reason;
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

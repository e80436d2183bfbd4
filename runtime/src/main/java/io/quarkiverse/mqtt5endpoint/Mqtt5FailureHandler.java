package io.quarkiverse.mqtt5endpoint;

import java.util.OptionalLong;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;

/**
 * Decides what becomes of a message that the application nacked. Chosen by the channel's attribute {@code
 * failure-strategy}, which names the {@link io.smallrye.common.annotation.Identifier} of a {@link Factory} bean.
 */
public interface Mqtt5FailureHandler {

    /**
     * Settles a nacked message, once, through {@code settlement}. Called on the thread that nacked, possibly an event
     * loop, which it must not block, and by several threads at a time for different messages. What it throws counts as
     * a failure of the {@code Uni} that it should have returned. A message that it does not settle stays
     * unacknowledged.
     *
     * @param message the message that was nacked as it was received: its payload is a {@code byte[]}, whatever a converter
     *        made of it
     * @param cause why, never {@code null}
     * @param settlement what can be done with the message
     * @return completes when the strategy has finished; its failure is the failure of the stage that {@code nack} returned
     */
    Uni<Void> handle(Message<?> message, Throwable cause, Settlement settlement);

    /** Creates the handler of one channel when the channel is created. A CDI bean with an {@code @Identifier}. */
    interface Factory {

        /**
         * Creates the handler of one channel. Called once per channel, at start.
         *
         * @param channel the channel's name
         * @param config the channel's attributes, by their names without prefix
         * @return the handler of that channel, never {@code null}
         * @throws RuntimeException if the configuration cannot be used: the application does not start
         */
        Mqtt5FailureHandler create(String channel, Config config);
    }

    /**
     * The ways in which one received message can be settled. Safe to call from any thread; only the first call of
     * {@link #acknowledge()}, {@link #reject} and {@link #fail} has an effect.
     */
    interface Settlement {

        /**
         * Acknowledges the message to the server as if its processing had succeeded.
         *
         * @return already completed: the decision is recorded; the packet leaves when its turn comes
         */
        Uni<Void> acknowledge();

        /**
         * Acknowledges the message with a reason code: the server discards it for this subscriber and delivers it to
         * nobody else (MQTT 5, 4.3.2 and 4.3.3). A message of QoS 0 is just settled.
         *
         * @param reasonCode one that {@link Mqtt5RejectionException} allows
         * @param reasonString what the server is told about it, {@code null} for nothing; cut to 1 KiB
         * @return already completed: the decision is recorded; the packet leaves when its turn comes
         * @throws IllegalArgumentException for another reason code
         */
        Uni<Void> reject(int reasonCode, @Nullable String reasonString);

        /**
         * Publishes a message over the connection of this channel. Settles nothing: call {@link #acknowledge()} when
         * it succeeded. May be called several times.
         *
         * @param metadata where to, which is needed, and how; the quality of service is the received message's but at
         *        least 1 where unset, all else that is unset is absent
         * @param payload what, not {@code null}
         * @return completes when the server has the message; fails as a publication of an outgoing channel is nacked,
         *         with {@link Mqtt5PublishException} where it was refused. Publishes when subscribed
         */
        Uni<Void> publish(OutgoingMqtt5Metadata metadata, byte[] payload);

        /**
         * Returns how long the server would still have kept the message, had it not been delivered (MQTT 5,
         * 3.3.2.3.3).
         *
         * @return seconds, 0 or more, or empty for a message that does not expire
         */
        default OptionalLong remainingExpiryInterval() {
            return OptionalLong.empty();
        }

        /**
         * Ends the channel: nothing further is handed over or acknowledged, and the connection is closed, so that the
         * server can give this message and all that are not acknowledged to somebody else.
         *
         * @param cause what the stream ends with, not {@code null}
         * @return already failed with {@code cause}
         */
        Uni<Void> fail(Throwable cause);
    }
}

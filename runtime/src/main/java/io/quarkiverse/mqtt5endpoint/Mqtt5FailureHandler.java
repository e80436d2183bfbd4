package io.quarkiverse.mqtt5endpoint;

import java.util.OptionalLong;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;

/**
 * Decides what happens to a message that the application nacked. The channel's attribute {@code failure-strategy} selects
 * the handler by the {@link io.smallrye.common.annotation.Identifier} of its {@link Factory} bean.
 */
public interface Mqtt5FailureHandler {

    /**
     * Settles a nacked message, once, through {@code settlement}. Called on the thread that nacked the message, possibly an
     * event loop, which it must not block, and by several threads at a time for different messages. What it throws counts
     * as a failure of the {@code Uni} that it should have returned. A message that it does not settle stays
     * unacknowledged.
     *
     * @param message the nacked message as it was received: its payload is a {@code byte[]}, even if a converter has changed
     *        its type
     * @param cause the reason for the nack, never {@code null}
     * @param settlement the possible decisions about the message
     * @return completes when the strategy has finished; if it fails, so does the stage that {@code nack} returned
     */
    Uni<Void> handle(Message<?> message, Throwable cause, Settlement settlement);

    /** Creates the handler of a channel. Implemented by a CDI bean with an {@code @Identifier}. */
    interface Factory {

        /**
         * Creates the handler; called once per channel, when the channel is created.
         *
         * @param channel the channel's name
         * @param config the channel's attributes, by their names without prefix; {@code reject.*} and
         *        {@code dead-letter-queue.*}
         *        with their defaults, the reason code as a decimal number
         * @return the handler of that channel, never {@code null}
         * @throws RuntimeException if the configuration cannot be used: the application does not start
         */
        Mqtt5FailureHandler create(String channel, Config config);
    }

    /**
     * Settles one received message. Safe to call from any thread; only the first call of
     * {@link #acknowledge()}, {@link #reject} and {@link #fail} has an effect.
     */
    interface Settlement {

        /**
         * Acknowledges the message to the server as if its processing had succeeded.
         *
         * @return already completed: the decision is recorded; the packet is sent when its turn comes
         */
        Uni<Void> acknowledge();

        /**
         * Acknowledges the message with a reason code: the server discards it for this subscription and does not deliver it
         * to another consumer (MQTT 5, 4.3.2 and 4.3.3). For a message of QoS 0, no packet is sent.
         *
         * @param reasonCode one that {@link Mqtt5RejectionException} allows
         * @param reasonString the reason string for the server, {@code null} for none; cut to 1 KiB
         * @return already completed: the decision is recorded; the packet is sent when its turn comes
         * @throws IllegalArgumentException for another reason code
         */
        Uni<Void> reject(int reasonCode, @Nullable String reasonString);

        /**
         * Publishes a message over the connection of this channel. Does not settle the received message: call
         * {@link #acknowledge()} when it has succeeded. May be called several times. A temporary refusal (0x80, 0x83, 0x91,
         * 0x97) is retried with the delays of reconnecting, at most {@code reconnect-attempts} times and only while the
         * received message has not
         * gone back to the server.
         *
         * @param metadata the topic, which is required, and properties; the quality of service defaults to that of the
         *        received message, but at least 1, and unset properties are not sent
         * @param payload the payload, not {@code null}
         * @return completes when the server has the message; fails with the cause with which an outgoing channel would nack
         *         the message, {@link Mqtt5PublishException} if it was refused. Publishes when subscribed
         */
        Uni<Void> publish(OutgoingMqtt5Metadata metadata, byte[] payload);

        /**
         * Returns how long the server would still have kept the message if it had not been delivered.
         *
         * @return seconds, 0 or more, or empty for a message that does not expire
         */
        default OptionalLong remainingExpiryInterval() {
            return OptionalLong.empty();
        }

        /**
         * Returns whether the message went back to the server because the connection was lost. The server delivers it again,
         * here
         * or to another consumer, and a decision about this copy has no effect.
         *
         * @return {@code true} from then on
         */
        default boolean isReturned() {
            return false;
        }

        /**
         * Returns whether the server may have delivered the message before: it is marked as a redelivery (MQTT 5, 3.3.1.1).
         *
         * @return {@code false} for a message that is certainly new
         */
        default boolean isRedelivery() {
            return false;
        }

        /**
         * Reports whether the server will deliver the message again, as soon as that is known. May complete on the event
         * loop, which must not be blocked.
         *
         * @return {@code true} once the acknowledgement of the message has been written, or the server does not wait for one;
         *         {@code false} once the message went back to the server. Never completes if neither happens
         */
        default Uni<Boolean> finished() {
            return Uni.createFrom().nothing();
        }

        /**
         * Ends the channel: no further message is delivered or acknowledged, and the connection is closed, so that the
         * server can deliver all unacknowledged messages to another consumer. Logs the cause.
         *
         * @param cause the failure of the stream, not {@code null}; if its text contains what a parser could not read, or
         *        characters that could forge a line of the log, it is replaced by one without that text
         * @return already failed with the failure of the stream
         */
        Uni<Void> fail(Throwable cause);
    }
}

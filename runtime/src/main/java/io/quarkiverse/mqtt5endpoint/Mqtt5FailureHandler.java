package io.quarkiverse.mqtt5endpoint;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.smallrye.mutiny.Uni;

/**
 * Decides what becomes of a message that the application nacked. Chosen by the channel's attribute {@code
 * failure-strategy}, which names the {@link io.smallrye.common.annotation.Identifier} of a {@link Factory} bean.
 */
public interface Mqtt5FailureHandler {

    /**
     * Settles a nacked message, once, through {@code settlement}. Called on the thread that nacked; must not block
     * it.
     *
     * @param message the message that was nacked, with its payload and metadata as received
     * @param cause why, never {@code null}
     * @param settlement what can be done with the message
     * @return completes when the strategy has finished; its failure is the failure of the stage that {@code nack} returned
     */
    Uni<Void> handle(Message<?> message, Throwable cause, Settlement settlement);

    /** Makes the handler of one channel, when the channel is created. A CDI bean with an {@code @Identifier}. */
    interface Factory {

        /**
         * Called once per channel.
         *
         * @param channel the channel's name
         * @param config the channel's attributes, by their names without prefix
         * @return the handler of that channel, never {@code null}
         */
        Mqtt5FailureHandler create(String channel, Config config);
    }

    /**
     * The ways in which one received message can be settled. Safe to call from any thread; only the first call of all
     * has an effect.
     */
    interface Settlement {

        /**
         * Acknowledges the message to the server as if its processing had succeeded.
         *
         * @return already completed: the decision is recorded; the packet leaves when its turn comes
         */
        Uni<Void> acknowledge();

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

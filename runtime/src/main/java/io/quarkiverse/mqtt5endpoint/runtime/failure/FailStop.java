package io.quarkiverse.mqtt5endpoint.runtime.failure;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;

/**
 * Ends the channel at the first failure, so that another consumer can have the message. Does not end it for an answer
 * that was refused: its topic is chosen by the sender of the request.
 */
record FailStop(String channel) implements Mqtt5FailureHandler {

    static final String NAME = "fail";

    @ApplicationScoped
    @Identifier(NAME)
    static class Factory implements Mqtt5FailureHandler.Factory {

        @Override
        public Mqtt5FailureHandler create(String channel, Config config) {
            return new FailStop(channel);
        }
    }

    /** Does not log the end of a channel, as the settlement does, whoever asks for it. */
    @Override
    public Uni<Void> handle(Message<?> message, Throwable cause, Settlement settlement) {
        if (RefusedAnswer.is(message, cause)) {
            log.refusedAnswer(channel, Topic.of(message), cause);
            return settlement.acknowledge();
        }
        return settlement.fail(cause);
    }
}

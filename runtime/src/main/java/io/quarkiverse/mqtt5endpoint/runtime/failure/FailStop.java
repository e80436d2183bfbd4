package io.quarkiverse.mqtt5endpoint.runtime.failure;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;

/** Ends the channel at the first failure, so that another consumer can have the message. */
record FailStop() implements Mqtt5FailureHandler {

    static final String NAME = "fail";

    @ApplicationScoped
    @Identifier(NAME)
    static class Factory implements Mqtt5FailureHandler.Factory {

        @Override
        public Mqtt5FailureHandler create(String channel, Config config) {
            return new FailStop();
        }
    }

    /** Logs nothing, as the settlement logs the end of a channel, whoever asks for it. */
    @Override
    public Uni<Void> handle(Message<?> message, Throwable cause, Settlement settlement) {
        return settlement.fail(cause);
    }
}

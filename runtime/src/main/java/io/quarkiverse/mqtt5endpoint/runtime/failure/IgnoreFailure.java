package io.quarkiverse.mqtt5endpoint.runtime.failure;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;

/** Acknowledges the message although its processing failed, and carries on. */
record IgnoreFailure(String channel) implements Mqtt5FailureHandler {

    static final String NAME = "ignore";

    @ApplicationScoped
    @Identifier(NAME)
    static class Factory implements Mqtt5FailureHandler.Factory {

        @Override
        public Mqtt5FailureHandler create(String channel, Config config) {
            return new IgnoreFailure(channel);
        }
    }

    @Override
    public Uni<Void> handle(Message<?> message, Throwable cause, Settlement settlement) {
        log.ignoredFailure(channel, Topic.of(message), cause);
        log.debugf(cause, "Channel `%s`: the failure in full", channel);
        return settlement.acknowledge();
    }
}

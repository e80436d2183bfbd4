package io.quarkiverse.mqtt5endpoint.runtime;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler;
import io.quarkiverse.mqtt5endpoint.core.session.ConsumerRole;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.smallrye.mutiny.Multi;
import io.vertx.core.impl.ContextInternal;

/** The stream of one incoming channel, on its own Vert.x context. */
record IncomingChannel(IncomingSettings settings, ConsumerRole role, ContextInternal context, Mqtt5FailureHandler onNack) {

    Multi<? extends Message<?>> messages() {
        return new OnContext<>(role.messages(), context)
                .map(delivery -> new IncomingMessage(delivery, this));
    }
}

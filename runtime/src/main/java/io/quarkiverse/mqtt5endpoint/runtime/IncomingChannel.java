package io.quarkiverse.mqtt5endpoint.runtime;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler;
import io.quarkiverse.mqtt5endpoint.core.consume.Subscription;
import io.quarkiverse.mqtt5endpoint.core.session.SessionLease;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.runtime.incoming.EmptyPayloads;
import io.quarkiverse.mqtt5endpoint.runtime.observe.Counters;
import io.smallrye.mutiny.Multi;
import io.vertx.core.impl.ContextInternal;

/** The stream of one incoming channel, on its own Vert.x context. */
record IncomingChannel(IncomingSettings settings, SessionLease lease, Subscription subscription, Counters counters,
        ContextInternal context, Mqtt5FailureHandler onNack, EmptyPayloads emptyPayloads) {

    Multi<? extends Message<?>> messages() {
        return new OnContext<>(subscription.messages(), context)
                .map(delivery -> new IncomingMessage(delivery, this));
    }
}

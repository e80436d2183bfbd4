package io.quarkiverse.mqtt5endpoint.runtime;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletionStage;

import io.quarkiverse.mqtt5endpoint.Mqtt5WebSocketHandshake;
import io.quarkiverse.mqtt5endpoint.core.engine.WebSocketRequest;
import io.quarkiverse.mqtt5endpoint.core.engine.WebSocketSource;

/** The application's bean that opens WebSockets, as the core calls it. */
record WebSocketHandshakeBean(String channel, Mqtt5WebSocketHandshake bean) implements WebSocketSource {

    private static final String NULL = "request(String) must not return null";

    @Override
    public CompletionStage<WebSocketRequest> next() {
        return requireNonNull(bean.request(channel), NULL)
                .map(request -> requireNonNull(request, NULL))
                .map(request -> new WebSocketRequest(request.getPath(), request.getHeaders()))
                .subscribeAsCompletionStage();
    }
}

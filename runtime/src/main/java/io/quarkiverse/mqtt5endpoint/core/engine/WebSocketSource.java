package io.quarkiverse.mqtt5endpoint.core.engine;

import java.util.concurrent.CompletionStage;

/** Asked before each attempt to connect over WebSocket, as what it gives may expire. */
@FunctionalInterface
public interface WebSocketSource {

    /** May block: never called on an event loop. Any thread may complete. */
    CompletionStage<WebSocketRequest> next();
}

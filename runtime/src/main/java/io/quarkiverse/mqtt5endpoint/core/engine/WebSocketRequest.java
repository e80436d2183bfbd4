package io.quarkiverse.mqtt5endpoint.core.engine;

import java.util.Map;

/**
 * The HTTP request that opens a WebSocket connection.
 *
 * @param target path and query, as they are sent
 */
public record WebSocketRequest(String target, Map<String, String> headers) {

    /** Shows no secret. */
    @Override
    public String toString() {
        return "WebSocketRequest[headers=" + headers.keySet() + "]";
    }
}

package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import com.hivemq.client.mqtt.MqttWebSocketConfig;

import io.quarkiverse.mqtt5endpoint.core.engine.WebSocketRequest;
import io.quarkiverse.mqtt5endpoint.core.engine.WebSocketSource;

/** The request that opens the next WebSocket, if the application renews it. */
final class WebSocketOpening {

    private final WebSocketSource source;

    // valid for one attempt; null as long as the application was not asked
    private volatile WebSocketRequest request;

    /**
     * @param source whom to ask, {@code null} for nobody
     */
    WebSocketOpening(WebSocketSource source) {
        this.source = source;
    }

    boolean isRenewed() {
        return source != null;
    }

    CompletionStage<Void> renew() {
        return source.next().thenAccept(next -> request = next);
    }

    /** Path and query, {@code null} for those that are configured. */
    String target() {
        return request == null ? null : request.target();
    }

    /** With the headers. The path would be escaped by the client, and is replaced later. */
    MqttWebSocketConfig applyTo(MqttWebSocketConfig known) {
        if (request == null) {
            return known;
        }
        Map<String, String> headers = new LinkedHashMap<>(known.getHttpHeaders());
        headers.putAll(request.headers());
        return known.extend().httpHeaders(headers).build();
    }
}

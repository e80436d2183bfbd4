package io.quarkiverse.mqtt5endpoint.runtime.settings;

import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/**
 * How the server is reached.
 *
 * @param websocketPath where a WebSocket server listens, with the query if there is one; of no meaning for TCP
 */
public record TransportSettings(Transport transport, String websocketPath) {

    public static final TransportSettings PLAIN_TCP = new TransportSettings(Transport.TCP, "/mqtt");

    public TransportSettings {
        // RFC 6455, 3: a path and a query, and no fragment
        if (!websocketPath.startsWith("/") || !websocketPath.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#')) {
            throw new InvalidAttributeException("websocket-path", websocketPath,
                    "be a path that begins with / and contains neither spaces nor #");
        }
    }
}

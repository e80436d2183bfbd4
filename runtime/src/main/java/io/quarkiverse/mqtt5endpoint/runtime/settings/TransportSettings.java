package io.quarkiverse.mqtt5endpoint.runtime.settings;

import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/**
 * How the server is reached.
 *
 * @param websocketPath where a WebSocket server listens, with the query if there is one; of no meaning for TCP
 */
public record TransportSettings(Transport transport, String websocketPath) {

    public static final TransportSettings PLAIN_TCP = new TransportSettings(Transport.TCP, "/mqtt");

    private static final int TCP_PORT = 1883;
    private static final int WEBSOCKET_PORT = 80;

    public TransportSettings {
        // RFC 6455, 3: a path and a query, and no fragment
        if (!websocketPath.startsWith("/") || !websocketPath.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#')) {
            throw new InvalidAttributeException("websocket-path", websocketPath,
                    "be a path that begins with / and contains neither spaces nor #");
        }
    }

    /** Where servers listen for this by convention. */
    public int defaultPort() {
        return transport == Transport.WEBSOCKET ? WEBSOCKET_PORT : TCP_PORT;
    }
}

package io.quarkiverse.mqtt5endpoint.core.settings;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * How the server is reached.
 *
 * @param websocketPath where a WebSocket server listens, with the query if there is one; of no meaning for TCP
 * @param redirects which server references are followed
 */
public record TransportSettings(Transport transport, String websocketPath, ServerRedirects redirects) {

    public static final TransportSettings PLAIN_TCP = new TransportSettings(Transport.TCP, "/mqtt",
            ServerRedirects.SAME_HOST);

    public TransportSettings {
        // RFC 6455, 3: a path and a query, and no fragment
        if (!websocketPath.startsWith("/") || !websocketPath.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#')) {
            throw Attribute.WEBSOCKET_PATH.wrong(websocketPath,
                    "be a path that begins with / and contains neither spaces nor #");
        }
        checkEscapes(websocketPath);
    }

    /** The path without escapes, as the engine escapes it again. */
    public String path() {
        return URI.create(websocketPath).getPath();
    }

    /** The query without escapes, {@code null} where there is none. */
    public String query() {
        return URI.create(websocketPath).getQuery();
    }

    private static void checkEscapes(String path) {
        try {
            URI plain = new URI(path);
            if (new URI(null, null, plain.getPath(), plain.getQuery(), null).toString().equals(path)) {
                return;
            }
        } catch (URISyntaxException e) {
            // The sentence below says all.
        }
        throw Attribute.WEBSOCKET_PATH.wrong(path,
                "be a path and a query with no other escapes than those that they need");
    }
}

package io.quarkiverse.mqtt5endpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.smallrye.mutiny.Uni;

/**
 * Supplies the HTTP request that opens a WebSocket connection, before each attempt to connect: for signed URLs and for headers
 * that expire. Implemented by a CDI bean. One that has the name of a channel as its
 * {@link io.smallrye.common.annotation.Identifier} is for that channel; one without an identifier is for all others with
 * {@code transport=websocket}. On a shared connection, the bean of the alphabetically first channel is called.
 */
public interface Mqtt5WebSocketHandshake {

    /**
     * Returns the request of the next attempt to connect. Never called on an event loop, so it may block; an attempt for which
     * there is no request within {@code connect-timeout-seconds} has failed.
     *
     * @param channel the channel's name
     * @return completes with the request; a failure, or {@code null}, ends the attempt, and the channel reconnects as
     *         configured. The message of the failure is logged, so it must not contain anything secret
     */
    Uni<Request> request(String channel);

    /** A request. Immutable. */
    final class Request {

        private final String path;
        private final Map<String, String> headers;

        private Request(String path, Map<String, String> headers) {
            this.path = path;
            this.headers = headers;
        }

        /**
         * A request without headers other than those of the handshake and of the client's configuration.
         *
         * @param path the path and, after a question mark, the query; sent as it is, so that everything that has to be escaped
         *        must be
         * @throws IllegalArgumentException if it does not begin with a slash or contains anything but visible ASCII
         *         characters, or a fragment
         */
        public static Request of(String path) {
            if (!path.startsWith("/") || !path.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#')) {
                // It may be secret.
                throw new IllegalArgumentException(
                        "the path must begin with a slash, and have visible ASCII characters only and no fragment");
            }
            return new Request(path, Map.of());
        }

        /**
         * The same request with one more header, which replaces one of the same name.
         *
         * @throws IllegalArgumentException if the value contains a control character
         */
        public Request withHeader(String name, String value) {
            if (value.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("the value of the header " + name + " must not contain control characters");
            }
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Request(path, more);
        }

        /** The path, with the query. */
        public String getPath() {
            return path;
        }

        /** The headers by their names, in the order in which they were added. */
        public Map<String, String> getHeaders() {
            return Collections.unmodifiableMap(headers);
        }

        /** Shows neither the path nor the values of headers, which may be secret. */
        @Override
        public String toString() {
            return "Request[headers=" + headers.keySet() + "]";
        }
    }
}

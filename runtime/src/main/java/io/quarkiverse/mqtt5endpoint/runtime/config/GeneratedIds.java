package io.quarkiverse.mqtt5endpoint.runtime.config;

import java.util.List;
import java.util.UUID;

import io.quarkiverse.mqtt5endpoint.core.settings.LiveReload;

/** Where the client ids of connections come from that have none configured. */
public interface GeneratedIds {

    /** A new one at each start. */
    GeneratedIds NEW = connection -> new GeneratedId(GeneratedId.random(), false, null);

    /**
     * @param connection what the connection is called, the same at each start
     */
    GeneratedId of(String connection);

    /** The session of this client is going to be subscribed to these filters. */
    default void subscribes(String clientId, List<String> filters) {
    }

    /**
     * A generated client id.
     *
     * @param isKnown whether the server may have a session of it
     * @param reload {@code null} if it ends with the application
     */
    record GeneratedId(String clientId, boolean isKnown, LiveReload reload) {

        private static final String PREFIX = "gio-apim-client-";

        public static String random() {
            return PREFIX + UUID.randomUUID().toString().split("-")[0];
        }
    }
}

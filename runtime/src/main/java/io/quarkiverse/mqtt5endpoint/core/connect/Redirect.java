package io.quarkiverse.mqtt5endpoint.core.connect;

import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;

/** What becomes of a server reference (MQTT 5, 4.11). */
sealed interface Redirect {

    /** There is no reference. */
    record None() implements Redirect {
    }

    /** The next attempt goes there. */
    record Followed(ServerAddress target) implements Redirect {
    }

    /**
     * The next attempt goes to a configured server.
     *
     * @param reference as the server sent it
     * @param reason part of a sentence
     */
    record Refused(String reference, String reason) implements Redirect {
    }
}

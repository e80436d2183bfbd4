package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.Set;

/**
 * Who the client is and how long the server remembers it.
 *
 * @param clientId the MQTT client identifier
 * @param generated whether nobody chose it, so that nobody can resume its session
 * @param cleanStart whether the first CONNECT of the process asks the server to forget an earlier session
 * @param expirySeconds session expiry interval; {@link #NEVER_EXPIRES} for a session that never does
 * @param reload {@code null} where an end of the application is an end of the process
 */
public record SessionSettings(String clientId, boolean generated, boolean cleanStart, long expirySeconds,
        LiveReload reload) {

    public static final long NEVER_EXPIRES = 0xFFFF_FFFFL;

    public SessionSettings {
        Topics.checkUtf8(Attribute.CLIENT_ID, clientId);
        Attribute.SESSION_EXPIRY_INTERVAL.check(expirySeconds);
        expirySeconds = expirySeconds < 0 ? NEVER_EXPIRES : expirySeconds;
    }

    public SessionSettings(String clientId, boolean generated, boolean cleanStart, long expirySeconds) {
        this(clientId, generated, cleanStart, expirySeconds, null);
    }

    /** What the session was subscribed to before a live reload. */
    public Set<String> earlierFilters() {
        return reload == null ? Set.of() : reload.earlierFilters();
    }

    /** {@code null} for a generated one, which is the connection's and not the channel's. */
    String chosenClientId() {
        return generated ? null : clientId;
    }

    public boolean neverExpires() {
        return expirySeconds == NEVER_EXPIRES;
    }
}

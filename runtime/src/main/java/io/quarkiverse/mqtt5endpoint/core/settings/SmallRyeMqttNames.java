package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.Map;
import java.util.Optional;

/** The attributes that the connector {@code smallrye-mqtt} has and this one has not. */
public final class SmallRyeMqttNames {

    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("auto-generated-client-id", "leave `client-id` unset"),
            Map.entry("auto-keep-alive", "set `keep-alive-seconds`, which is always in effect"),
            Map.entry("auto-clean-session", "use `clean-start` and `session-expiry-interval`"),
            Map.entry("client-options-name", "use a `ClientCustomizer` bean"),
            Map.entry("mqtt-client-options-name", "use a `ClientCustomizer` bean"),
            Map.entry("max-inflight-queue",
                    "use `max-inflight-messages` for outgoing and `receive-maximum` for incoming messages"),
            Map.entry("max-message-size", "use `maximum-packet-size`"),
            Map.entry("reconnect-interval", "use `reconnect-interval-seconds`"),
            Map.entry("server-name", "leave it out: the server is told the name that `host` has"),
            Map.entry("ssl.hostname-verification-algorithm", "use `ssl.hostname-verifier`"),
            Map.entry("unsubscribe-on-disconnection", "use `session-expiry-interval=0` to end the session with the connection"),
            Map.entry("will-flag", "set `will-topic`, which alone turns the last will on"));

    private SmallRyeMqttNames() {
    }

    /**
     * What to do instead of setting an attribute of {@code smallrye-mqtt}.
     *
     * @return a clause; empty for a name that is not one of those
     */
    public static Optional<String> instead(String name) {
        return Optional.ofNullable(INSTEAD.get(name));
    }
}

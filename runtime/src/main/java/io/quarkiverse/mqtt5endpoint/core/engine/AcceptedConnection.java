package io.quarkiverse.mqtt5endpoint.core.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A CONNACK of success (MQTT 5, 3.2).
 *
 * @param sessionPresent whether the server resumed a session
 * @param sessionExpiryInterval seconds; empty for what CONNECT asked for
 * @param serverKeepAlive seconds; empty for what CONNECT asked for
 */
public record AcceptedConnection(boolean sessionPresent, ServerLimits limits, OptionalLong sessionExpiryInterval,
        OptionalInt serverKeepAlive, Optional<String> assignedClientIdentifier, Optional<String> responseInformation,
        Optional<String> serverReference, Optional<String> reasonString, List<Map.Entry<String, String>> userProperties) {

    /** A CONNACK that says nothing but this. */
    public static AcceptedConnection plain(boolean sessionPresent, ServerLimits limits) {
        return new AcceptedConnection(sessionPresent, limits, OptionalLong.empty(), OptionalInt.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }
}

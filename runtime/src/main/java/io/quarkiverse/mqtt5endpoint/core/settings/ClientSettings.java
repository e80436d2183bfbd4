package io.quarkiverse.mqtt5endpoint.core.settings;

import java.time.Duration;
import java.util.List;

/**
 * Everything that makes a connection what it is. Channels may share one when nothing of it differs.
 *
 * @param sharedConnectionName what channels that share the connection call it; {@code null} for a connection of its own
 * @param servers at least one, tried in order
 * @param will {@code null} for none
 */
public record ClientSettings(String sharedConnectionName, List<ServerAddress> servers, TransportSettings transport,
        SessionSettings session, SecuritySettings security, ReconnectSettings reconnect, LimitSettings limits,
        WillSettings will, Duration shutdownTimeout) {

    public ClientSettings {
        servers = List.copyOf(servers);
        Attribute.SHUTDOWN_TIMEOUT_SECONDS.check(shutdownTimeout.toSeconds());
    }

    /** The one that is tried first. */
    public ServerAddress server() {
        return servers.get(0);
    }
}

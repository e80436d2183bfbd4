package io.quarkiverse.mqtt5endpoint.runtime.settings;

import java.time.Duration;

/** Everything that makes a connection what it is. Two channels may share a client when these are equal. */
public record ClientSettings(ServerAddress server, SessionSettings session, Credentials credentials,
        ReconnectSettings reconnect,
        LimitSettings limits, Duration shutdownTimeout) {

    public ClientSettings {
        Range.SHUTDOWN_TIMEOUT_SECONDS.check(shutdownTimeout.toSeconds());
    }
}

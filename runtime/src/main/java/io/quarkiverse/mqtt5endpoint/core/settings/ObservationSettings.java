package io.quarkiverse.mqtt5endpoint.core.settings;

/** Who may watch a channel: the health checks, and tracing if it is there. */
public record ObservationSettings(boolean healthEnabled, boolean tracingEnabled) {
}

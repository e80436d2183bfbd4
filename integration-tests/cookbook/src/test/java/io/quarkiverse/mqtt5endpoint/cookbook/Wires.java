package io.quarkiverse.mqtt5endpoint.cookbook;

import java.util.Map;

import io.quarkiverse.mqtt5endpoint.testkit.FaultProxy;

/** The wires of all channels, by name. */
record Wires(Map<String, FaultProxy> networks) {

    Wire of(String channel) {
        return new Wire(channel, networks.get(channel));
    }
}

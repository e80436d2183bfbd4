package io.quarkiverse.mqtt5endpoint.core.connect;

import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;
import io.quarkiverse.mqtt5endpoint.core.engine.LiveConnection;
import io.quarkiverse.mqtt5endpoint.core.loop.Loop;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;

/** What a connection is doing. */
public sealed interface ConnectionState {

    /** The server that it is about, {@code null} if there is none. */
    default ServerAddress server() {
        return null;
    }

    /** No channel has asked for it yet. */
    record Idle() implements ConnectionState {
    }

    /**
     * Finding out what an attempt needs.
     *
     * @param last why there is no connection, {@code null} before the first attempt
     */
    record Preparing(ServerAddress server, Outage last) implements ConnectionState {
    }

    /**
     * Waiting for the answer to CONNECT.
     *
     * @param parameters with the address that is tried and those that are left for this attempt
     * @param last why there is no connection, {@code null} before the first attempt
     */
    record Connecting(ServerAddress server, ConnectParameters parameters, Outage last) implements ConnectionState {
    }

    /** The server accepted, and the connection is there. */
    record Connected(ServerAddress server, LiveConnection live, Progress progress) implements ConnectionState {
    }

    /** Waiting for the next attempt. */
    record Waiting(Outage outage, Loop.Timer timer) implements ConnectionState {

        @Override
        public ServerAddress server() {
            return outage.server();
        }
    }

    /** Nothing happens any more. */
    record Closed() implements ConnectionState {
    }

    /**
     * Why there is no connection.
     *
     * @param server the one that was tried last
     * @param attempts made since there was progress
     * @param sinceNanos when the first of them failed, by the time of the loop
     */
    record Outage(ServerAddress server, ConnectionLoss loss, int attempts, long sinceNanos) {
    }
}

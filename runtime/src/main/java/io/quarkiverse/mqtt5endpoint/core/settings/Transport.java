package io.quarkiverse.mqtt5endpoint.core.settings;

/** What carries the connection. */
public enum Transport {
    TCP(1883, 8883),
    WEBSOCKET(80, 443);

    private final int port;
    private final int tlsPort;

    Transport(int port, int tlsPort) {
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /** Where servers listen for this by convention. */
    public int defaultPort(boolean tls) {
        return tls ? tlsPort : port;
    }
}

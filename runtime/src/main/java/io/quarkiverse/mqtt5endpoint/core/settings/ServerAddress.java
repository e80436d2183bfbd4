package io.quarkiverse.mqtt5endpoint.core.settings;

import java.net.InetAddress;
import java.util.Locale;

/** Where the server listens. */
public record ServerAddress(String host, int port) {

    public ServerAddress {
        Attribute.PORT.check(port);
        host = host.trim().toLowerCase(Locale.ROOT);
    }

    /** Whether what is sent there stays on this machine. Asks no name server. */
    public boolean isLoopback() {
        return host.equals("localhost") || host.endsWith(".localhost") || isLoopbackLiteral();
    }

    private boolean isLoopbackLiteral() {
        String literal = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (!literal.matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*")) {
            return false;
        }
        try {
            return InetAddress.getByName(literal).isLoopbackAddress();
        } catch (java.net.UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}

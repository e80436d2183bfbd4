package io.quarkiverse.mqtt5endpoint.core.connect;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import io.netty.util.NetUtil;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;

/** Where an attempt goes, for people: the configured server, and the address that its name has. */
final class Place {

    private Place() {
    }

    static String of(ServerAddress server, InetSocketAddress address) {
        String literal = literal(address.getAddress());
        return literal.equals(server.host()) ? server.toString() : server + " at " + literal;
    }

    /** IPv6 in brackets. */
    static String literal(InetAddress address) {
        String text = NetUtil.toAddressString(address);
        return text.contains(":") ? "[" + text + "]" : text;
    }
}

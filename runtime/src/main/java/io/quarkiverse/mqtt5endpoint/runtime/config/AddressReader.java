package io.quarkiverse.mqtt5endpoint.runtime.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/**
 * Reads where the servers are.
 *
 * @param defaultPort of an address without one
 */
record AddressReader(Attributes attributes, int defaultPort) {

    // A URL, or an address with a port: the second group is the host
    private static final Pattern MORE_THAN_A_HOST = Pattern.compile("(\\w+://)?([^:/\\s]+|\\[[^]]*])(?::\\d+)?(?:/\\S*)?");

    List<ServerAddress> read() {
        return attributes.isChosen(Attribute.SERVERS, Attribute.HOST, Attribute.PORT)
                ? servers(attributes.text(Attribute.SERVERS).orElseThrow())
                : List.of(server(attributes.text(Attribute.HOST).orElse("").trim()));
    }

    private List<ServerAddress> servers(String servers) {
        refuseUserInfo(Attribute.SERVERS, servers);
        return Stream.of(servers.split(",", -1)).map(entry -> ServerAddress.parse(entry.trim(), defaultPort)
                .orElseThrow(() -> Attribute.SERVERS.wrong(servers,
                        "be a list of `host:port`, separated by commas, with ports from 1 to 65535")))
                .toList();
    }

    private ServerAddress server(String host) {
        if (host.isEmpty()) {
            throw Attribute.HOST.wrong(attributes.textOrNull(Attribute.HOST),
                    "be set to the host name or address of an MQTT 5 server");
        }
        refuseUserInfo(Attribute.HOST, host);
        if (!ServerAddress.isHost(host)) {
            throw moreThanAHost(host);
        }
        return new ServerAddress(host, attributes.integer(Attribute.PORT).orElse(defaultPort));
    }

    private static InvalidAttributeException moreThanAHost(String host) {
        Matcher parts = MORE_THAN_A_HOST.matcher(host);
        String example = parts.matches() && ServerAddress.isHost(parts.group(2)) ? " such as `" + parts.group(2) + "`" : "";
        String scheme = parts.matches() && parts.group(1) != null
                ? ", TLS to `ssl`, WebSocket to `transport` and `websocket-path`"
                : "";
        return Attribute.HOST.wrong(host, "be only a host name or address" + example + "; a port belongs to `port`" + scheme
                + ", several addresses to `servers`");
    }

    private static void refuseUserInfo(Attribute attribute, String value) {
        if (value.contains("@")) {
            throw attribute.wrong(value, "not contain a user name or password: set `username` and `password`");
        }
    }
}

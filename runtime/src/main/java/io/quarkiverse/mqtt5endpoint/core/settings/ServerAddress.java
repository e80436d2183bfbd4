package io.quarkiverse.mqtt5endpoint.core.settings;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens.
 *
 * @param host a name or an address; an IPv6 address is in brackets, whether it was written with them or not
 */
public record ServerAddress(String host, int port) {

    private static final String NAME = "[^:/@,?#\\[\\]\\s]+";
    private static final String IPV6 = "[0-9a-fA-F.]*:[0-9a-fA-F:.]+(?:%[\\w.-]+)?";
    private static final Pattern HOST = Pattern.compile(NAME + "|" + IPV6 + "|\\[" + IPV6 + "]");
    private static final Pattern HOST_AND_PORT = Pattern.compile("(" + NAME + "|\\[" + IPV6 + "])(?::(\\d{1,5}))?");

    public ServerAddress {
        Attribute.PORT.check(port);
        host = host.trim().toLowerCase(Locale.ROOT);
        host = host.matches(IPV6) ? "[" + host + "]" : host;
    }

    /** Whether the text is a host name or an address, and nothing else. */
    public static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    /**
     * An address that is written as {@code host} or {@code host:port}, with an IPv6 address in brackets.
     *
     * @return empty for any other text
     */
    public static Optional<ServerAddress> parse(String text, int defaultPort) {
        Matcher parts = HOST_AND_PORT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int port = parts.group(2) == null ? defaultPort : Integer.parseInt(parts.group(2));
        return port < 1 || port > Attribute.PORT.max() ? Optional.empty()
                : Optional.of(new ServerAddress(parts.group(1), port));
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

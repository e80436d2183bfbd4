package io.quarkiverse.mqtt5endpoint.core.connect;

import java.net.InetSocketAddress;
import java.util.List;

import io.quarkiverse.mqtt5endpoint.core.engine.ConnectRequest;
import io.quarkiverse.mqtt5endpoint.core.settings.Credentials;
import io.quarkiverse.mqtt5endpoint.core.tls.TlsMaterial;

/**
 * What was found out for one attempt to connect.
 *
 * @param addresses of the server that are left to try, at least one
 * @param credentials what the provider gave, {@code null} if there is none
 * @param tls {@code null} for a connection in clear text
 */
record ConnectParameters(List<InetSocketAddress> addresses, Credentials credentials, TlsMaterial tls) {

    InetSocketAddress address() {
        return addresses.get(0);
    }

    ConnectRequest request(boolean cleanStart) {
        return new ConnectRequest(address(), credentials, tls, cleanStart);
    }

    boolean hasNext() {
        return addresses.size() > 1;
    }

    /** The same for the address that follows. */
    ConnectParameters next() {
        return new ConnectParameters(addresses.subList(1, addresses.size()), credentials, tls);
    }
}

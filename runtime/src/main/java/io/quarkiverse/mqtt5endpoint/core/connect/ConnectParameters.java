package io.quarkiverse.mqtt5endpoint.core.connect;

import java.net.InetSocketAddress;

import io.quarkiverse.mqtt5endpoint.core.settings.Credentials;
import io.quarkiverse.mqtt5endpoint.core.tls.TlsMaterial;

/**
 * What was found out for one attempt to connect.
 *
 * @param credentials what the provider gave, {@code null} if there is none
 * @param tls {@code null} for a connection in clear text
 */
record ConnectParameters(InetSocketAddress address, Credentials credentials, TlsMaterial tls) {
}

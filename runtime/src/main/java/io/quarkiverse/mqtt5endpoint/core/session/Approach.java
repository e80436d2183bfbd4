package io.quarkiverse.mqtt5endpoint.core.session;

import java.net.InetSocketAddress;

import io.quarkiverse.mqtt5endpoint.core.settings.Credentials;
import io.quarkiverse.mqtt5endpoint.core.tls.TlsMaterial;

/**
 * What one attempt to connect goes out with.
 *
 * @param credentials what the provider gave, {@code null} where there is none
 * @param tls {@code null} for a connection in clear text
 */
record Approach(InetSocketAddress address, Credentials credentials, TlsMaterial tls) {
}

package io.quarkiverse.mqtt5endpoint.core.engine;

import java.net.InetSocketAddress;

import io.quarkiverse.mqtt5endpoint.core.settings.Credentials;
import io.quarkiverse.mqtt5endpoint.core.tls.TlsMaterial;

/**
 * What one attempt to connect goes out with.
 *
 * @param address resolved
 * @param credentials what the provider gave, {@code null} for those of the settings
 * @param tls {@code null} for a connection in clear text
 */
public record ConnectRequest(InetSocketAddress address, Credentials credentials, TlsMaterial tls, boolean cleanStart) {
}

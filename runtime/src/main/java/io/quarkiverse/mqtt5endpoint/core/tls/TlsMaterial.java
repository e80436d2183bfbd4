package io.quarkiverse.mqtt5endpoint.core.tls;

import java.time.Duration;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * All that a handshake needs, loaded. What is loaded again is never equal to it.
 *
 * @param keys {@code null} for no client certificate
 * @param protocols empty for the usual ones
 * @param cipherSuites empty for the usual ones
 * @param handshakeTimeout {@code null} where nobody chose one
 * @param verifyHost whether the certificate must name the host
 */
public record TlsMaterial(TrustManagerFactory trust, KeyManagerFactory keys, List<String> protocols, List<String> cipherSuites,
        Duration handshakeTimeout, boolean verifyHost) {

    public TlsMaterial {
        protocols = List.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
    }
}

package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.HostnameVerifier;

import com.hivemq.client.mqtt.MqttClientSslConfig;

import io.quarkiverse.mqtt5endpoint.core.tls.TlsMaterial;

/** TLS as the engine takes it. */
final class EngineTls {

    // The engine verifies names itself (HTTPS) where it has none. Either way it checks the chain.
    private static final HostnameVerifier ANY_HOST = (host, session) -> true;

    private EngineTls() {
    }

    /**
     * @param connectTimeout what a handshake may take where nobody chose a timeout for it
     */
    static MqttClientSslConfig config(TlsMaterial material, Duration connectTimeout) {
        Duration timeout = material.handshakeTimeout() == null ? connectTimeout : material.handshakeTimeout();
        return MqttClientSslConfig.builder()
                .trustManagerFactory(material.trust())
                .keyManagerFactory(material.keys())
                .protocols(orUsual(material.protocols()))
                .cipherSuites(orUsual(material.cipherSuites()))
                // The engine counts milliseconds as an int.
                .handshakeTimeout(Math.min(Integer.MAX_VALUE, timeout.toMillis()), TimeUnit.MILLISECONDS)
                .hostnameVerifier(material.verifyHost() ? null : ANY_HOST)
                .build();
    }

    private static Collection<String> orUsual(Collection<String> chosen) {
        return chosen.isEmpty() ? null : chosen;
    }
}

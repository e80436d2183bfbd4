package io.quarkiverse.mqtt5endpoint.deployment;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** The registry has a configuration of that name that says nothing about certificates. */
class EmptyTlsConfigurationTest extends SecurityStartFailures {

    @RegisterExtension
    static final QuarkusUnitTest app = refused("""
            quarkus.tls.mqtt.protocols=TLSv1.3
            mp.messaging.incoming.readings.tls-configuration-name=mqtt
            """, "attribute `tls-configuration-name` must name a TLS configuration with a trust store"
            + " or a key store (to trust whom the JVM trusts, and show no certificate, set `ssl` to `true` instead), but was `mqtt`");
}

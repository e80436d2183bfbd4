package io.quarkiverse.mqtt5endpoint.deployment;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** The registry has no configuration of that name. */
class UnknownTlsConfigurationTest extends SecurityStartFailures {

    @RegisterExtension
    static final QuarkusUnitTest app = refused("""
            quarkus.tls.other.trust-all=true
            mp.messaging.incoming.readings.tls-configuration-name=mqtt
            """, "attribute `tls-configuration-name` must be the name of a TLS configuration"
            + " (`quarkus.tls.<name>.*`), but was `mqtt`");
}

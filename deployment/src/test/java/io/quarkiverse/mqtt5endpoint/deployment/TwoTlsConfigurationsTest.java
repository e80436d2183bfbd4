package io.quarkiverse.mqtt5endpoint.deployment;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** The registry and attributes both say whom to trust. */
class TwoTlsConfigurationsTest extends SecurityStartFailures {

    @RegisterExtension
    static final QuarkusUnitTest app = refused("""
            quarkus.tls.mqtt.trust-all=true
            mp.messaging.incoming.readings.tls-configuration-name=mqtt
            mp.messaging.incoming.readings.ssl.truststore.type=pem
            mp.messaging.incoming.readings.ssl.truststore.location=ca.pem
            """, "attribute `tls-configuration-name` must not be set together with"
            + " `ssl.truststore.type`, but was `mqtt`");
}

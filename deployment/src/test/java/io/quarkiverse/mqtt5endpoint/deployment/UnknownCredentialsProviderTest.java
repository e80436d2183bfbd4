package io.quarkiverse.mqtt5endpoint.deployment;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** There is no bean that gives credentials. */
class UnknownCredentialsProviderTest extends SecurityStartFailures {

    @RegisterExtension
    static final QuarkusUnitTest app = refused("""
            mp.messaging.incoming.readings.credentials-provider-name=vault
            """, "attribute `credentials-provider-name` must be the @Named of one CredentialsProvider"
            + " bean, or there must be exactly one, but was `vault`");
}

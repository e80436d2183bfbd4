package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** A connection is never made without the authentication that it is configured for. */
class UnknownMechanismTest {

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClass(Readings.class))
            .withConfiguration("""
                    mp.messaging.incoming.readings.host=127.0.0.1
                    mp.messaging.incoming.readings.authentication-mechanism-name=nobody
                    """)
            .assertException(failure -> assertThat(StartFailureTest.root(failure))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Channel `readings`: attribute `authentication-mechanism-name` must be the"
                            + " @Identifier of one Mqtt5Authentication bean, but was `nobody`"));

    @ApplicationScoped
    static class Readings {

        @Incoming("readings")
        void read(String reading) {
            fail("Nothing is received");
        }
    }

    @Test
    void applicationDoesNotStart() {
        fail("The application started");
    }
}

package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;

import io.quarkus.test.QuarkusUnitTest;

/** Whom to trust and who one is are found at start, or there is none. The subclasses say what is wrong. */
abstract class SecurityStartFailures {

    static QuarkusUnitTest refused(String configuration, String sentence) {
        return new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Readings.class, SecurityStartFailures.class))
                .overrideConfigKey("mp.messaging.incoming.readings.host", "127.0.0.1").withConfiguration(configuration)
                .assertException(failure -> assertThat(StartFailureTest.root(failure))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("MQTT5E00001: Channel `readings`: " + sentence));
    }

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

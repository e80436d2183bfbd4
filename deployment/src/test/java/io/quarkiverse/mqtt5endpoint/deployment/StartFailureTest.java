package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** A wrong attribute ends the start of the application, and the sentence is all that one needs to put it right. */
class StartFailureTest {

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClass(Readings.class))
            .overrideConfigKey("mp.messaging.incoming.readings.port", "0")
            .assertException(failure -> assertThat(root(failure)).isInstanceOf(IllegalArgumentException.class).hasMessage(
                    "MQTT5E00001: Channel `readings`: attribute `port` must be a number from 1 to 65535, but was `0`"));

    static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
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

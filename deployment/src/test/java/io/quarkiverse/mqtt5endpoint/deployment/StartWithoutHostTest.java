package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** Without Dev Services, as in production, an application has to say where its server is. */
class StartWithoutHostTest {

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClass(Sensor.class))
            .overrideConfigKey("quarkus.mqtt5-endpoint.devservices.enabled", "false")
            .assertException(failure -> assertThat(StartFailureTest.root(failure)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("MQTT5E00002: Channel `sensor`: attribute `host` must be set to the host name or address"
                            + " of an MQTT 5 server"));

    @ApplicationScoped
    static class Sensor {

        @Channel("sensor")
        Emitter<String> sensor;
    }

    @Test
    void applicationDoesNotStart() {
        fail("The application started");
    }
}

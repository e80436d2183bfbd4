package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** Four clients that each get every message are not what anybody means by concurrency. */
class ConcurrencyWithoutShareTest {

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClass(Jobs.class))
            .overrideConfigKey("mp.messaging.incoming.jobs.concurrency", "4")
            .overrideConfigKey("mp.messaging.incoming.jobs.shared-subscription", "false")
            .assertException(failure -> assertThat(StartFailureTest.root(failure)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("MQTT5E00001: Channel `jobs(\\$1)?`: attribute `concurrency` must be 1 without a shared"
                            + " subscription, as each copy would get every message, but was `4`"));

    @ApplicationScoped
    static class Jobs {

        @Incoming("jobs")
        void work(String job) {
            fail("Nothing is received");
        }
    }

    @Test
    void applicationDoesNotStart() {
        fail("The application started");
    }
}

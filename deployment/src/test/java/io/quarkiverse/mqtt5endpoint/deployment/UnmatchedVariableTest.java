package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.config.EnvConfigSource;

/** A variable whose attribute is configured nowhere else is taken for one of a channel without dashes. */
class UnmatchedVariableTest {

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Words.class, Variables.class)
                    .addAsServiceProvider(ConfigSource.class, Variables.class))
            .assertException(failure -> assertThat(failure).hasStackTraceContaining("`words`"));

    /** What the environment of the process would be. */
    public static class Variables extends EnvConfigSource {

        private static final long serialVersionUID = 1L;

        public Variables() {
            super(Map.of("MP_MESSAGING_INCOMING_WORDS_IN_QOS", "0"), 300);
        }
    }

    @ApplicationScoped
    static class Words {

        @Incoming("words-in")
        void see(String word) {
        }
    }

    @Test
    void applicationDoesNotStart() {
        fail("The application must not start");
    }
}

package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.logging.LogRecord;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import io.smallrye.mutiny.Multi;

/**
 * A build for production warns of values with which the application would not start, and leaves to the start what is
 * known only then.
 */
class WrongAttributesAtBuildTimeTest {

    @RegisterExtension
    static final QuarkusProdModeTest app = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClass(Application.class))
            .overrideConfigKey("mp.messaging.incoming.alone.no-local", "true")
            .overrideConfigKey("mp.messaging.incoming.filtered.topic", "a/#/b")
            .overrideConfigKey("mp.messaging.incoming.later.topic", "${UNKNOWN_UNTIL_THE_START}/#/b")
            .overrideConfigKey("mp.messaging.outgoing.sent.role", "consumer")
            .overrideConfigKey("mp.messaging.connector.smallrye-mqtt5-endpoint.receive-maximum", "0")
            .overrideConfigKey("mp.messaging.incoming.alone.receive-maximum", "1")
            .overrideConfigKey("mp.messaging.outgoing.sent.receive-maximum", "1")
            .overrideConfigKey("mp.messaging.incoming.right.receive-maximum", "1")
            .setLogRecordPredicate(line -> line.getMessage().contains("MQTT5E00194"));

    @ProdBuildResults
    ProdModeTestResults results;

    @Test
    void areReportedWithTheirProperties() {
        assertThat(results.getRetainedBuildLogRecords()).extracting(WrongAttributesAtBuildTimeTest::text).satisfiesExactly(
                line -> assertThat(line).contains("`mp.messaging.incoming.alone.no-local` must be `false` with a shared"
                        + " subscription, but was `true`; the application will not start unless it is changed at run time"),
                line -> assertThat(line).contains("`mp.messaging.incoming.filtered.topic`", "but was `a/#/b`"),
                line -> assertThat(line).contains("`mp.messaging.connector.smallrye-mqtt5-endpoint.receive-maximum`",
                        "from 1 to 65535, but was `0`"),
                line -> assertThat(line).contains("`mp.messaging.outgoing.sent.role`", "but was `consumer`"));
    }

    @ApplicationScoped
    static class Application {

        @Incoming("alone")
        void alone(String text) {
            fail("The application does not run");
        }

        @Incoming("filtered")
        void filtered(String text) {
            fail("The application does not run");
        }

        @Incoming("later")
        void later(String text) {
            fail("The application does not run");
        }

        @Incoming("limited")
        void limited(String text) {
            fail("The application does not run");
        }

        @Incoming("right")
        @Outgoing("sent")
        Multi<String> sent(Multi<String> texts) {
            return texts;
        }
    }

    private static String text(LogRecord line) {
        return new PatternFormatter("%s").format((ExtLogRecord) line);
    }
}

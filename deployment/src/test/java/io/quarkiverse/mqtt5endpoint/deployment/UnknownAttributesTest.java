package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.logging.LogRecord;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** The build reports attributes that nobody reads, and the start does not report them a second time. */
class UnknownAttributesTest {

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClass(Readings.class))
            .withConfiguration("""
                    mp.messaging.incoming.readings.receive-maximun=7
                    mp.messaging.incoming.readings.auto-clean-session=true
                    mp.messaging.incoming.readings.qos=1
                    mp.messaging.connector.smallrye-mqtt5-endpoint.require-tsl=false
                    """)
            .setLogRecordPredicate(line -> line.getMessage().contains("MQTT5E00160"))
            .assertLogRecords(UnknownAttributesTest::check);

    private static void check(List<LogRecord> lines) {
        assertThat(lines).extracting(UnknownAttributesTest::text).satisfiesExactlyInAnyOrder(
                line -> assertThat(line).contains("`auto-clean-session`", "clean-start"),
                line -> assertThat(line).contains("`mp.messaging.connector.smallrye-mqtt5-endpoint.require-tsl`",
                        "did you mean `require-tls`?"),
                line -> assertThat(line).contains("`receive-maximun`", "did you mean `receive-maximum`?"));
    }

    private static String text(LogRecord line) {
        return new PatternFormatter("%s").format((ExtLogRecord) line);
    }

    @ApplicationScoped
    static class Readings {

        @Incoming("readings")
        void read(String reading) {
            fail("Nothing is received");
        }
    }

    @Test
    void areReportedOnce() {
        // By what is logged
    }
}

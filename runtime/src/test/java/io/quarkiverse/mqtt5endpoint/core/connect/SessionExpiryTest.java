package io.quarkiverse.mqtt5endpoint.core.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.AcceptedConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.ServerLimits;
import io.quarkiverse.mqtt5endpoint.core.settings.SampleSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;
import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;
import io.quarkiverse.mqtt5endpoint.runtime.TestLog;

class SessionExpiryTest {

    @Test
    void firstConnectIsAsConfigured() {
        assertThat(expiry(true, 60).cleanStart()).isTrue();
        assertThat(expiry(false, 60).cleanStart()).isFalse();
    }

    @Test
    void sessionThatTheServerKeepsIsResumed() {
        SessionExpiry expiry = expiry(true, 60);
        connected(expiry, OptionalLong.empty());
        assertThat(expiry.cleanStart()).isFalse();
        connected(expiry, OptionalLong.of(5));
        assertThat(expiry.cleanStart()).isFalse();
    }

    @Test
    void newSessionIsAskedForWhereTheServerKeepsNone() {
        SessionExpiry refused = expiry(false, 60);
        connected(refused, OptionalLong.of(0));
        assertThat(refused.cleanStart()).isTrue();
        SessionExpiry unwanted = expiry(false, 0);
        connected(unwanted, OptionalLong.empty());
        assertThat(unwanted.cleanStart()).isTrue();
    }

    @Test
    void takenOverSessionIsLoggedOnce() {
        try (TestLog log = new TestLog()) {
            SessionExpiry expiry = new SessionExpiry(() -> "taken-over", new SampleSettings().client());
            expiry.takenOver(new ServerAddress("server", 1883));
            expiry.takenOver(new ServerAddress("server", 1883));
            assertThat(log.lines(104, "taken-over")).singleElement().asString().contains("fixed");
        }
    }

    private static SessionExpiry expiry(boolean cleanStart, long seconds) {
        return new SessionExpiry(() -> "words",
                new SampleSettings().session(new SessionSettings("fixed", false, cleanStart, seconds)).client());
    }

    private static void connected(SessionExpiry expiry, OptionalLong granted) {
        expiry.connected(new AcceptedConnection(false, ServerLimits.NONE, granted, OptionalInt.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), List.of()), new ServerAddress("server", 1883));
    }
}

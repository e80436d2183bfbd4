package io.quarkiverse.mqtt5endpoint.core.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.settings.LiveReload;
import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;

class SessionEndTest {

    @Test
    void sessionOfAConfiguredClientIdStays() {
        assertThat(SessionEnd.expiry(new SessionSettings("fixed", false, false, 3600), false)).isEmpty();
    }

    @Test
    void sessionOfAGeneratedClientIdEnds() {
        assertThat(SessionEnd.expiry(new SessionSettings("generated", true, true, 3600))).hasValue(0);
    }

    @Test
    void sessionInDevelopmentStaysForALiveReload() {
        assertThat(SessionEnd.expiry(inDevelopment(3600))).hasValue(SessionEnd.FOR_A_RELOAD);
        assertThat(SessionEnd.expiry(inDevelopment(SessionSettings.NEVER_EXPIRES))).hasValue(SessionEnd.FOR_A_RELOAD);
    }

    @Test
    void sessionIsNeverKeptForLongerThanConfigured() {
        assertThat(SessionEnd.expiry(inDevelopment(5))).hasValue(5);
        // MQTT 5, 3.14.2.2.2: only 0 is allowed after a CONNECT with 0
        assertThat(SessionEnd.expiry(inDevelopment(0))).hasValue(0);
    }

    @Test
    void sessionEndsWithDevelopment() {
        assertThat(SessionEnd.expiry(inDevelopment(3600), true)).isEqualTo(OptionalLong.of(0));
    }

    private static SessionSettings inDevelopment(long expirySeconds) {
        return new SessionSettings("generated", true, true, expirySeconds, new LiveReload(Set.of()));
    }
}

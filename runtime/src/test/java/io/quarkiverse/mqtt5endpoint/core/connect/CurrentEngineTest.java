package io.quarkiverse.mqtt5endpoint.core.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.ConnectRequest;
import io.quarkiverse.mqtt5endpoint.core.engine.FakeEngines;
import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;

class CurrentEngineTest {

    private static final ConnectRequest REQUEST = new ConnectRequest(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1883), null, null, false);

    private final FakeEngines engines = new FakeEngines();

    @Test
    void everyAttemptUsesTheSameEngine() {
        CurrentEngine current = engine(false);
        current.connect(REQUEST, null);
        current.connect(REQUEST, null);
        assertThat(engines.made).hasSize(1);
        assertThat(current.get()).isSameAs(engines.last());
        assertThat(engines.last().connects).hasSize(2);
    }

    @Test
    void replacedEngineIsFollowedByAnother() {
        CurrentEngine current = engine(false);
        current.connect(REQUEST, null);
        current.replace();
        assertThat(engines.last().isRetired()).isTrue();
        assertThat(current.get()).isNull();
        current.connect(REQUEST, null);
        assertThat(engines.made).hasSize(2);
    }

    @Test
    void sessionOfAGeneratedClientIdEndsWithDisconnect() {
        assertThat(endOf(engine(true))).isEqualTo("disconnected, session for 0 s");
        assertThat(endOf(engine(false))).isEqualTo("disconnected");
    }

    @Test
    void leavingBeforeTheFirstAttemptNeedsNoEngine() {
        engine(false).leave();
        assertThat(engines.made).isEmpty();
    }

    private String endOf(CurrentEngine current) {
        current.connect(REQUEST, null);
        current.disconnect(() -> {
        });
        return engines.last().ends.get(0);
    }

    private CurrentEngine engine(boolean generated) {
        return new CurrentEngine(new SessionSettings("fixed", generated, false, 3600), engines, null);
    }
}

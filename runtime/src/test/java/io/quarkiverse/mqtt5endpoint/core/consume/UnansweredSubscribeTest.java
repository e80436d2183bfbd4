package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.AcceptedConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.FakeEngine;
import io.quarkiverse.mqtt5endpoint.core.engine.FakeLink;
import io.quarkiverse.mqtt5endpoint.core.engine.ServerLimits;
import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.runtime.config.ChannelProperties;

/** A server that accepts the connection and never answers SUBSCRIBE. */
class UnansweredSubscribeTest {

    private static final String WHY = "no answer to SUBSCRIBE within 7 s";

    private final ManualLoop loop = new ManualLoop();
    private final FakeLink link = new FakeLink();
    private final FakeEngine engine = new FakeEngine(null, null);
    private final FakeHost host = new FakeHost();
    private final Subscription subscription = new Inbox(() -> "in", loop, link, 10, () -> {
    }, Set.of())
            .subscription(new ChannelProperties().set("host", "localhost").set("topic", "t").set("connect-timeout-seconds", "7")
                    .incoming("in"), ChannelObserver.NONE, host);

    @BeforeEach
    void connect() {
        subscription.messages().subscribe().with(delivery -> {
        });
        loop.runAll();
        connected(false);
    }

    @Test
    void connectionIsGivenUpInTime() {
        loop.advance(Duration.ofMillis(6999));
        assertThat(link.givenUp).isNull();
        loop.advance(Duration.ofMillis(1));
        assertThat(link.givenUp).isEqualTo(WHY);
        assertThat(host.failures).isEmpty();
    }

    @Test
    void whatArrivesMeanwhileProlongsTheWait() {
        for (int i = 0; i < 5; i++) {
            engine.bytesReceived++;
            loop.advance(Duration.ofSeconds(7));
            assertThat(link.givenUp).isNull();
        }
        loop.advance(Duration.ofSeconds(7));
        assertThat(link.givenUp).isEqualTo("no answer to SUBSCRIBE within 42 s");
    }

    @Test
    void waitIsLimitedWhateverArrives() {
        for (int i = 0; i < 10; i++) {
            assertThat(link.givenUp).isNull();
            engine.bytesReceived++;
            loop.advance(Duration.ofSeconds(7));
        }
        assertThat(link.givenUp).isEqualTo("no answer to SUBSCRIBE within 70 s");
        assertThat(loop.timers()).isZero();
    }

    @Test
    void answerEndsTheWait() {
        engine.grant(1);
        assertThat(loop.timers()).isZero();
        assertThat(host.events).containsExactly("opened", "granted");
    }

    @Test
    void waitBeginsAgainWithTheResumedConnection() {
        loop.advance(Duration.ofSeconds(6));
        subscription.connectionLost();
        assertThat(loop.timers()).isZero();
        connected(true);
        // The engine sends it again.
        assertThat(engine.subscribes).hasSize(1);
        loop.advance(Duration.ofSeconds(6));
        assertThat(link.givenUp).isNull();
        loop.advance(Duration.ofSeconds(1));
        assertThat(link.givenUp).isEqualTo(WHY);
    }

    @Test
    void closedSubscriptionWaitsForNothing() {
        subscription.close();
        assertThat(loop.timers()).isZero();
    }

    private void connected(boolean sessionPresent) {
        link.connect(engine, AcceptedConnection.plain(sessionPresent, ServerLimits.NONE), loop.nanoTime());
        subscription.connected(link.live());
    }
}

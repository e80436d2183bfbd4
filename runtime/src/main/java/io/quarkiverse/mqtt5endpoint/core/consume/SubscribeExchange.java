package io.quarkiverse.mqtt5endpoint.core.consume;

import java.time.Duration;
import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.engine.Link;
import io.quarkiverse.mqtt5endpoint.core.engine.LiveConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.SubscribeOutcome;
import io.quarkiverse.mqtt5endpoint.core.loop.Loop;
import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionSettings;

/**
 * Sends SUBSCRIBE and waits for the answer. Gives up the connection if the server does not answer in time: the channel
 * would be silent indefinitely. A backlog that comes before the answer is a sign of life, for a limited time. On the
 * loop only.
 */
final class SubscribeExchange {

    private static final int MOST_PERIODS = 10;

    private final Loop loop;
    private final Link link;
    private final Duration timeout;

    // valid for connection
    private Loop.Timer timer = Loop.Timer.NONE;

    SubscribeExchange(Loop loop, Link link, Duration timeout) {
        this.loop = loop;
        this.link = link;
        this.timeout = timeout;
    }

    void send(LiveConnection live, SubscriptionSettings subscription, Consumer<SubscribeOutcome> answer) {
        expectAnswer();
        live.engine().subscribe(subscription, answer);
    }

    /** Gives up the connection unless an answer to what is sent now comes in time. Returns immediately. */
    void expectAnswer() {
        timer.cancel();
        checkLater(1, arrived());
    }

    private void checkLater(int periods, long before) {
        timer = loop.schedule(timeout, () -> {
            long arrived = arrived();
            if (arrived == before || periods == MOST_PERIODS) {
                link.giveUp("no answer to SUBSCRIBE within " + timeout.multipliedBy(periods).toSeconds() + " s");
            } else {
                checkLater(periods + 1, arrived);
            }
        });
    }

    private long arrived() {
        LiveConnection live = link.live();
        return live == null ? 0 : live.engine().bytesReceived();
    }

    /** The answer came, or none is waited for any more. */
    void end() {
        timer.cancel();
    }
}

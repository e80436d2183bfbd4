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
 * would be silent indefinitely. On the loop only.
 */
final class SubscribeExchange {

    private final SubscriptionSettings subscription;
    private final Loop loop;
    private final Link link;
    private final Duration timeout;

    // valid for connection
    private Loop.Timer timer = Loop.Timer.NONE;

    SubscribeExchange(SubscriptionSettings subscription, Loop loop, Link link, Duration timeout) {
        this.subscription = subscription;
        this.loop = loop;
        this.link = link;
        this.timeout = timeout;
    }

    void send(LiveConnection live, Consumer<SubscribeOutcome> answer) {
        await();
        live.engine().subscribe(subscription, answer);
    }

    /** Waits for the answer to what is sent now. */
    void await() {
        timer.cancel();
        timer = loop.schedule(timeout,
                () -> link.giveUp("no answer to SUBSCRIBE within " + timeout.toSeconds() + " s"));
    }

    /** The answer came, or none is waited for any more. */
    void end() {
        timer.cancel();
    }
}

package io.quarkiverse.mqtt5endpoint.core.consume;

import java.time.Duration;

import io.quarkiverse.mqtt5endpoint.core.engine.Link;
import io.quarkiverse.mqtt5endpoint.core.loop.Loop;

/**
 * Gives up the connection if the server does not answer SUBSCRIBE: the channel would be silent indefinitely. On the loop only.
 */
final class AnswerDeadline {

    private final Loop loop;
    private final Link link;
    private final Duration timeout;

    // valid for connection
    private Loop.Timer timer = Loop.Timer.NONE;

    AnswerDeadline(Loop loop, Link link, Duration timeout) {
        this.loop = loop;
        this.link = link;
        this.timeout = timeout;
    }

    /** SUBSCRIBE is sent now. */
    void start() {
        timer.cancel();
        timer = loop.schedule(timeout,
                () -> link.giveUp("no answer to SUBSCRIBE within " + timeout.toSeconds() + " s"));
    }

    /** The answer came, or none is waited for any more. */
    void cancel() {
        timer.cancel();
    }
}

package io.quarkiverse.mqtt5endpoint.core.consume;

import io.quarkiverse.mqtt5endpoint.core.loop.Loop;

/** What a subscription is doing. */
public sealed interface SubscriptionState {

    /** Nobody takes its messages yet. */
    record New() implements SubscriptionState {
    }

    /** Its SUBSCRIBE follows the next connection. */
    record Pending() implements SubscriptionState {
    }

    /**
     * SUBSCRIBE is under way: on this connection, or sent again by the engine when the session is resumed.
     *
     * @param retries how often it was tried before on this connection
     */
    record Requested(int retries) implements SubscriptionState {
    }

    /** Neither granted nor refused: SUBSCRIBE follows when the timer fires. */
    record Deferred(Loop.Timer timer) implements SubscriptionState {
    }

    /** Granted, for as long as the server keeps the session. */
    record Granted() implements SubscriptionState {
    }

    /** Nothing happens any more. */
    record Closed() implements SubscriptionState {
    }
}

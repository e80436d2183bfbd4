package io.quarkiverse.mqtt5endpoint.runtime.incoming;

import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver.DropReason;
import io.quarkiverse.mqtt5endpoint.core.settings.EmptyPayload;

/** What a channel does with messages that have no payload where an object is asked for. */
public record EmptyPayloads(EmptyPayload choice, ChannelObserver observer) {

    /** Reports a message that nobody gets. Any thread. */
    public void skipped() {
        observer.dropped(DropReason.EMPTY);
    }
}

package io.quarkiverse.mqtt5endpoint.core.consume;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver.DropReason;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OverflowStrategy;

/** Keeps the messages of QoS 0 that wait for the application within their bounds. On the loop only. */
final class Qos0Bounds {

    private final IncomingSettings settings;
    private final WaitingMessages waiting;
    private final ChannelObserver observer;
    private final Consumer<Throwable> overflowed;

    private long dropped;

    /**
     * @param overflowed what to do when there is no room and no message may be dropped
     */
    Qos0Bounds(IncomingSettings settings, WaitingMessages waiting, ChannelObserver observer, Consumer<Throwable> overflowed) {
        this.settings = settings;
        this.waiting = waiting;
        this.observer = observer;
        this.overflowed = overflowed;
    }

    void makeRoom(Delivery latest) {
        while (waiting.qos0() > settings.bufferSize() || waiting.qos0Bytes() > maxBytes()) {
            if (settings.qos0Overflow() == OverflowStrategy.FAIL) {
                RuntimeException cause = overflow();
                waiting.dropLatestQos0();
                overflowed.accept(cause);
            } else {
                // One that never fits would otherwise take all others along.
                boolean dropOldest = settings.qos0Overflow() == OverflowStrategy.DROP_OLDEST && !isTooLarge(latest);
                dropped(dropOldest ? waiting.dropOldestQos0() : waiting.dropLatestQos0());
            }
        }
    }

    private RuntimeException overflow() {
        return waiting.qos0() > settings.bufferSize() ? errors.qos0Overflow(settings.channel(), settings.bufferSize())
                : errors.qos0BytesOverflow(settings.channel(), maxBytes());
    }

    private boolean isTooLarge(Delivery delivery) {
        return delivery.publish().payloadSize() > maxBytes();
    }

    private long maxBytes() {
        return settings.client().limits().maxBufferedBytes();
    }

    private void dropped(Delivery delivery) {
        observer.dropped(DropReason.OVERFLOW);
        dropped++;
        // The first, and then each time the number doubles: a flood of messages must not become a flood of lines.
        if (Long.bitCount(dropped) != 1) {
            return;
        }
        if (isTooLarge(delivery)) {
            log.qos0TooLarge(settings.channel(), delivery.topic(), delivery.publish().payloadSize(), maxBytes(), dropped);
        } else {
            log.qos0Dropped(settings.channel(), delivery.topic(), waiting.qos0(), dropped);
        }
    }
}

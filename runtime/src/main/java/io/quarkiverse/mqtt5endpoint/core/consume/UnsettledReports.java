package io.quarkiverse.mqtt5endpoint.core.consume;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.HashSet;
import java.util.Set;

import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;

/**
 * Reports messages that take too long, once each: those that the application has, and those that it does not take
 * although all acknowledgements wait for them. On the loop only.
 */
final class UnsettledReports {

    private final IncomingSettings settings;
    private final ChannelObserver observer;
    private final Set<Delivery> reported = new HashSet<>();
    private final Set<Delivery> heldBack = new HashSet<>();

    UnsettledReports(IncomingSettings settings, ChannelObserver observer) {
        this.settings = settings;
        this.observer = observer;
    }

    /**
     * Reports those that the application has had for too long.
     *
     * @param processing oldest first
     */
    Unsettled sweep(Iterable<Delivery> processing, long now) {
        long timeout = settings.ackTimeout().toNanos();
        if (timeout == 0) {
            return Unsettled.NONE;
        }
        int overdue = 0;
        Delivery oldest = null;
        for (Delivery delivery : processing) {
            if (now - delivery.handedOverNanos() < timeout) {
                break;
            }
            oldest = oldest == null ? delivery : oldest;
            overdue++;
            report(delivery, now);
        }
        return oldest == null ? Unsettled.NONE
                : new Unsettled(overdue, oldest.topic(), seconds(now - oldest.handedOverNanos()), null);
    }

    private void report(Delivery delivery, long now) {
        if (reported.add(delivery)) {
            observer.overdue();
            log.unsettled(settings.channel(), delivery.topic(), seconds(now - delivery.handedOverNanos()));
        }
    }

    /** A message waits here that the acknowledgements of all others wait for. */
    void heldBack(Delivery delivery, long seconds) {
        if (heldBack.add(delivery)) {
            log.holdsBack(settings.channel(), delivery.topic(), seconds);
        }
    }

    private static long seconds(long nanos) {
        return nanos / 1_000_000_000L;
    }

    /** It does not wait any more. */
    void handedOver(Delivery delivery) {
        heldBack.remove(delivery);
    }

    void settled(Delivery delivery) {
        reported.remove(delivery);
    }

    /** Nothing that waits will be handed over. */
    void forgetHeldBack() {
        heldBack.clear();
    }
}

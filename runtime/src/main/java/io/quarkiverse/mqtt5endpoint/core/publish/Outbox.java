package io.quarkiverse.mqtt5endpoint.core.publish;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;
import io.quarkiverse.mqtt5endpoint.core.engine.EngineSource;
import io.quarkiverse.mqtt5endpoint.core.engine.Link;
import io.quarkiverse.mqtt5endpoint.core.engine.LiveConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishListener;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.loop.Loop;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;

/**
 * What is to be published: it waits here while there is no connection, because before the first CONNACK the engine
 * would block the caller, and because only a CONNACK tells what the server allows. On the loop only, except for
 * {@link #publish}.
 */
public final class Outbox {

    // MQTT 5 has no code of its own for it: an implementation's own reason.
    private static final Mqtt5ReasonCode EXPIRED = Mqtt5ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR;

    private final Loop loop;
    private final Link link;
    private final EngineSource source;
    private final Runnable moved;
    // Messages come from the application's threads and, when a place in flight becomes free, on the loop: one line for all, or
    // the latter would overtake the former.
    private final Queue<PendingPublish> arriving = new ConcurrentLinkedQueue<>();
    private final AtomicInteger arrivals = new AtomicInteger();
    private final PublishQueue waiting = new PublishQueue();
    private final InFlight inFlight = new InFlight();
    private final List<Runnable> whenEmpty = new ArrayList<>();

    // null as long as messages are accepted
    private Throwable refusal;

    /**
     * @param moved called for each acknowledgement of the server
     */
    public Outbox(Loop loop, Link link, EngineSource source, Runnable moved) {
        this.loop = loop;
        this.link = link;
        this.source = source;
        this.moved = moved;
    }

    /** Any thread. Throws an {@link IllegalArgumentException} if MQTT can't carry the message. */
    public PendingPublish publish(OutgoingPublish message, PublishTerms terms, ChannelObserver observer) {
        PendingPublish pending = new PendingPublish(source.packet(message), terms, observer, loop.nanoTime());
        arriving.add(pending);
        if (arrivals.getAndIncrement() == 0) {
            loop.run(this::acceptAll);
        }
        return pending;
    }

    private void acceptAll() {
        int taken = arrivals.get();
        do {
            for (int i = 0; i < taken; i++) {
                accept(arriving.poll());
            }
            taken = arrivals.addAndGet(-taken);
        } while (taken > 0);
    }

    private void accept(PendingPublish message) {
        LiveConnection live = link.live();
        if (refusal != null) {
            finish(message, new PublishOutcome.Failed(refusal));
        } else if (live == null || waiting.size() > 0) {
            // The connection can be there before those that wait for it are sent.
            waiting.add(message);
        } else {
            send(message, live);
        }
    }

    private void send(PendingPublish message, LiveConnection live) {
        PublishOutcome violation = violation(message, live);
        if (violation != null) {
            finish(message, violation);
            return;
        }
        Sending sending = new Sending(message);
        message.sent(sending, loop.nanoTime());
        inFlight.add(message);
        try {
            live.engine().publish(message.packet(), sending);
        } catch (RuntimeException e) {
            // One message that the engine chokes on must not stop those behind it.
            sending.completed(new PublishOutcome.Failed(e));
        }
    }

    private PublishOutcome violation(PendingPublish message, LiveConnection live) {
        long expiry = message.message().messageExpiryInterval();
        long waited = message.ageNanos(loop.nanoTime()) / 1_000_000_000L;
        // 3.3.2.3.3: the server would not have delivered it any more. 0 is sent as it is.
        return expiry > 0 && waited >= expiry ? new PublishOutcome.Refused(EXPIRED.getCode(),
                "its message expiry interval of " + expiry + " s ended while it waited for a connection", false)
                : PublishCheck.violation(message.message(), live.limits());
    }

    private void finish(PendingPublish message, PublishOutcome outcome) {
        message.finish(outcome, loop.nanoTime());
        reportEmpty();
    }

    private void reportEmpty() {
        if (isEmpty()) {
            whenEmpty.forEach(Runnable::run);
            whenEmpty.clear();
        }
    }

    /** There is a connection again, or for the first time. */
    public void connected(LiveConnection live) {
        loop.assertCurrent();
        if (!live.accepted().sessionPresent()) {
            sendAgain(inFlight.takeForgotten());
        }
        inFlight.withdrawForbidden(live.limits());
        inFlight.sentAgain(loop.nanoTime());
        for (PendingPublish next = waiting.poll(); next != null; next = waiting.poll()) {
            send(next, live);
        }
    }

    private void sendAgain(List<PendingPublish> messages) {
        messages.forEach(PendingPublish::waitAgain);
        waiting.addFirst(messages);
    }

    /** The engine that had messages in flight is gone: they are sent again, before those that wait. */
    public void engineReplaced() {
        loop.assertCurrent();
        sendAgain(inFlight.takeAll());
    }

    /** The connection is gone. What is in flight stays with the engine, which sends it again. */
    public void connectionLost(String why) {
        loop.assertCurrent();
        inFlight.suspectOldest(why, loop.nanoTime());
        reportEmpty();
    }

    /** Once a second. */
    public void sweep(long now) {
        PendingPublish onTrial = inFlight.onTrial();
        inFlight.withdrawLate(now);
        resumeAfter(onTrial);
        for (PendingPublish late : waiting.take(message -> message.isLate(now))) {
            finish(late, new PublishOutcome.Expired(late.terms().deliveryTimeout().toSeconds(), false));
        }
        LiveConnection live = link.live();
        if (live != null) {
            inFlight.decideOverdue(live.sinceNanos(), now);
        }
        reportEmpty();
    }

    /** There will be no connection any more: everything that waits is refused, and everything that comes. */
    public void close(Throwable cause) {
        loop.assertCurrent();
        refusal = cause;
        for (PendingPublish next = waiting.poll(); next != null; next = waiting.poll()) {
            finish(next, new PublishOutcome.Failed(cause));
        }
        for (PendingPublish message : inFlight.takeAll()) {
            message.waitAgain();
            finish(message, new PublishOutcome.Failed(cause));
        }
    }

    /** Calls back when everything that is here is decided. What comes from now on is refused with {@code reason}. */
    public void flush(Throwable reason, Runnable empty) {
        loop.assertCurrent();
        refusal = reason;
        if (isEmpty()) {
            empty.run();
        } else {
            whenEmpty.add(empty);
        }
    }

    public int size() {
        return waiting.size() + inFlight.size();
    }

    private boolean isEmpty() {
        return waiting.size() + inFlight.size() == 0;
    }

    /** One hand-over to the engine. What it reports after the message was taken back from it is not heard. */
    private final class Sending implements PublishListener {

        private final PendingPublish message;

        Sending(PendingPublish message) {
            this.message = message;
        }

        @Override
        public void received() {
            if (!message.isSentBy(this)) {
                return;
            }
            switch (message.state()) {
                case SENT -> {
                    message.received();
                    moved.run();
                }
                // Its sender has its answer, but the server goes on with it.
                case OVERDUE -> moved.run();
                default -> log.debugf("PUBREC for `%s`, which is %s", message.message().topic(), message.state());
            }
        }

        @Override
        public Permission permission() {
            if (!message.isSentBy(this) || message.state() == PublishState.WITHDRAWN) {
                return Permission.NEVER;
            }
            PendingPublish onTrial = inFlight.onTrial();
            return onTrial == null || onTrial == message ? Permission.SEND : Permission.LATER;
        }

        @Override
        public void completed(PublishOutcome outcome) {
            if (message.isSentBy(this)) {
                PendingPublish onTrial = inFlight.onTrial();
                inFlight.remove(message);
                if (!(outcome instanceof PublishOutcome.Failed) && message.message().qos() > 0) {
                    moved.run();
                }
                finish(message, outcome);
                resumeAfter(onTrial);
            }
        }
    }

    /** What waited behind a message on trial is sent as soon as that one is none any more. */
    private void resumeAfter(PendingPublish onTrial) {
        LiveConnection live = link.live();
        if (onTrial != null && onTrial != inFlight.onTrial() && live != null) {
            live.engine().resumePublishing();
        }
    }
}

package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import com.hivemq.client.mqtt.exceptions.MqttSessionExpiredException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubRecException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;

import io.netty.channel.EventLoop;

/**
 * What is to be published: it waits here while there is no connection, because before the first CONNACK the client
 * would block the caller, and because only a CONNACK tells what the server allows. Everything here happens on the
 * event loop of the connection.
 */
final class Outbox {

    private final EventLoop loop;
    // Messages come from the application's threads and, when a place in flight becomes free, on the event loop: one line for all, or
    // the latter would overtake the former.
    private final Queue<Ticket> arriving = new ConcurrentLinkedQueue<>();
    private final AtomicInteger arrivals = new AtomicInteger();
    private final Deque<Ticket> waiting = new ArrayDeque<>();
    private final Set<Ticket> inFlight = new LinkedHashSet<>();
    // Decided by their timeout, and still with the client.
    private final Set<Ticket> overdue = new HashSet<>();
    // Of QoS 2 and in flight, and their PUBREC has come.
    private final Set<Mqtt5Publish> received = Collections.newSetFromMap(new IdentityHashMap<>());

    // valid for connection
    private Function<Mqtt5Publish, CompletableFuture<Mqtt5PublishResult>> client;
    private ServerLimits limits;
    private long connectedNanos;

    private Throwable failure;
    private final List<Runnable> whenEmpty = new ArrayList<>();

    Outbox(EventLoop loop) {
        this.loop = loop;
    }

    /** Throws an {@link IllegalArgumentException} where MQTT can't carry the message. */
    Ticket publish(Publication publication, long timeoutNanos, Counters counters) {
        Ticket ticket = new Ticket(publication, timeoutNanos, counters);
        arriving.add(ticket);
        if (arrivals.getAndIncrement() == 0) {
            if (loop.inEventLoop()) {
                acceptAll();
            } else {
                loop.execute(this::acceptAll);
            }
        }
        return ticket;
    }

    private void acceptAll() {
        int taken = arrivals.get();
        do {
            for (int i = 0; i < taken; i++) {
                acceptOrRefuse(arriving.poll());
            }
            taken = arrivals.addAndGet(-taken);
        } while (taken > 0);
    }

    /** One message that the client chokes on must not stop those behind it. */
    private void acceptOrRefuse(Ticket ticket) {
        try {
            accept(ticket);
        } catch (RuntimeException e) {
            inFlight.remove(ticket);
            finish(ticket, new PublishOutcome.Failed(e));
        }
    }

    private void accept(Ticket ticket) {
        if (failure != null) {
            finish(ticket, new PublishOutcome.Failed(failure));
        } else if (client == null) {
            waiting.add(ticket);
        } else {
            send(ticket);
        }
    }

    private void send(Ticket ticket) {
        PublishOutcome.Refused violation = limits.violation(ticket.publication);
        if (violation != null) {
            finish(ticket, violation);
            return;
        }
        ticket.sentNanos = System.nanoTime();
        inFlight.add(ticket);
        int sending = ++ticket.sendings;
        client.apply(ticket.packet).whenComplete((result, thrown) -> {
            if (loop.inEventLoop()) {
                completed(sending, ticket, result, thrown);
            } else {
                loop.execute(() -> completed(sending, ticket, result, thrown));
            }
        });
    }

    private void completed(int sending, Ticket ticket, Mqtt5PublishResult result, Throwable thrown) {
        if (sending != ticket.sendings) {
            return;
        }
        received.remove(ticket.packet);
        if (overdue.remove(ticket)) {
            ticket.counters.publishAcknowledgedLate.increment();
        }
        inFlight.remove(ticket);
        finish(ticket, outcome(result, thrown));
    }

    private void finish(Ticket ticket, PublishOutcome outcome) {
        if (ticket.decide(outcome)) {
            (outcome instanceof PublishOutcome.Accepted ? ticket.counters.published : ticket.counters.publishFailed)
                    .increment();
        }
        ticket.release();
        tellWhenEmpty();
    }

    private void tellWhenEmpty() {
        if (isEmpty()) {
            whenEmpty.forEach(Runnable::run);
            whenEmpty.clear();
        }
    }

    static PublishOutcome outcome(Mqtt5PublishResult result, Throwable thrown) {
        Throwable error = thrown == null ? result.getError().orElse(null) : thrown;
        if (error == null) {
            return new PublishOutcome.Accepted(acceptedCode(result));
        }
        if (error instanceof Mqtt5PubAckException refused) {
            return refused(refused.getMqttMessage().getReasonCode().getCode(), refused.getMqttMessage().getReasonString());
        }
        if (error instanceof Mqtt5PubRecException refused) {
            return refused(refused.getMqttMessage().getReasonCode().getCode(), refused.getMqttMessage().getReasonString());
        }
        return new PublishOutcome.Failed(error instanceof MqttSessionExpiredException ? error : errors.notWritten(error));
    }

    private static int acceptedCode(Mqtt5PublishResult result) {
        if (result instanceof Mqtt5PublishResult.Mqtt5Qos1Result qos1) {
            return qos1.getPubAck().getReasonCode().getCode();
        }
        return result instanceof Mqtt5PublishResult.Mqtt5Qos2Result qos2 ? qos2.getPubRec().getReasonCode().getCode() : 0;
    }

    private static PublishOutcome.Refused refused(int code, Optional<?> reason) {
        return new PublishOutcome.Refused(code, reason.map(Object::toString).orElse(null), true);
    }

    void connected(Function<Mqtt5Publish, CompletableFuture<Mqtt5PublishResult>> publisher, ServerLimits serverLimits,
            boolean sessionPresent) {
        if (!sessionPresent) {
            sendAgain(inFlight.stream().filter(ticket -> received.contains(ticket.packet)).toList());
            received.clear();
        }
        client = publisher;
        limits = serverLimits;
        connectedNanos = System.nanoTime();
        for (Ticket next = waiting.poll(); next != null; next = waiting.poll()) {
            send(next);
        }
    }

    /** The server has the message, but has not completed its part: it forgets it together with the session. */
    void received(Mqtt5Publish packet) {
        received.add(packet);
    }

    /** Before those that wait. What the client says of them is not heard any more, it would only ask for their PUBCOMP. */
    private void sendAgain(List<Ticket> tickets) {
        for (int i = tickets.size() - 1; i >= 0; i--) {
            Ticket ticket = tickets.get(i);
            inFlight.remove(ticket);
            ticket.sendings++;
            waiting.addFirst(ticket);
        }
    }

    /** From now on messages wait. What is in flight stays with the client, which sends it again. */
    void connectionLost() {
        client = null;
    }

    /** The engine that had messages in flight is gone: they are sent again, before those that wait. */
    void engineReplaced() {
        sendAgain(List.copyOf(inFlight));
        received.clear();
        overdue.forEach(Ticket::release);
        overdue.clear();
    }

    /** Decides about messages whose acknowledgement is overdue. Their time counts only while there is a connection. */
    void sweep(long now) {
        if (client == null) {
            return;
        }
        for (Iterator<Ticket> oldestFirst = inFlight.iterator(); oldestFirst.hasNext();) {
            Ticket ticket = oldestFirst.next();
            if (ticket.timeoutNanos > 0 && now - Math.max(ticket.sentNanos, connectedNanos) >= ticket.timeoutNanos) {
                oldestFirst.remove();
                overdue.add(ticket);
                ticket.counters.publishFailed.increment();
                ticket.decide(new PublishOutcome.TimedOut(ticket.timeoutNanos / 1_000_000_000L));
            }
        }
        tellWhenEmpty();
    }

    /** There will be no connection any more: everything that waits is told so, and everything that comes. */
    void close(Throwable cause) {
        failure = cause;
        client = null;
        while (!waiting.isEmpty()) {
            finish(waiting.poll(), new PublishOutcome.Failed(cause));
        }
        for (Ticket ticket : Set.copyOf(overdue)) {
            ticket.release();
        }
        overdue.clear();
        for (Ticket ticket : new ArrayList<>(inFlight)) {
            inFlight.remove(ticket);
            finish(ticket, new PublishOutcome.Failed(cause));
        }
    }

    /** Calls back when everything that is here is decided. What comes from now on is refused with {@code reason}. */
    void flush(Throwable reason, Runnable empty) {
        failure = reason;
        if (isEmpty()) {
            empty.run();
        } else {
            whenEmpty.add(empty);
        }
    }

    int size() {
        return waiting.size() + inFlight.size();
    }

    private boolean isEmpty() {
        return waiting.isEmpty() && inFlight.isEmpty();
    }
}

package io.quarkiverse.mqtt5endpoint.core.observe;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.mqtt5endpoint.core.engine.AcceptedConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;

/** Remembers everything that it is told, one word for each. */
public final class RecordingObserver implements ChannelObserver {

    public final List<String> events = new ArrayList<>();

    public void forget() {
        events.clear();
    }

    /** How often something happened. */
    public int count(String event) {
        return (int) events.stream().filter(event::equals).count();
    }

    @Override
    public void connected(AcceptedConnection accepted, boolean again) {
        events.add(again ? "reconnected" : "connected");
    }

    @Override
    public void ready() {
        events.add("ready");
    }

    @Override
    public void lost(ConnectionLoss loss) {
        events.add("lost");
    }

    @Override
    public void failed(Throwable cause) {
        events.add("failed");
    }

    @Override
    public void received() {
        events.add("received");
    }

    @Override
    public void handedOver() {
        events.add("handed over");
    }

    @Override
    public void settled(Settlement how) {
        events.add(how.name());
    }

    @Override
    public void dropped(DropReason reason) {
        events.add(reason.name());
    }

    @Override
    public void redelivered(int messages) {
        events.add("redelivered " + messages);
    }

    @Override
    public void overdue() {
        events.add("overdue");
    }

    @Override
    public void receiveMaximumExceeded() {
        events.add("receive maximum exceeded");
    }

    @Override
    public void published(long latencyNanos) {
        events.add("published");
    }

    @Override
    public void publishFailed() {
        events.add("publish failed");
    }

    @Override
    public void publishedLate() {
        events.add("published late");
    }
}

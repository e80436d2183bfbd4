package io.quarkiverse.mqtt5endpoint.runtime.observe;

import java.util.List;

import io.quarkiverse.mqtt5endpoint.core.engine.AcceptedConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;

/** Several observers of one channel. */
public record Observers(List<ChannelObserver> observers) implements ChannelObserver {

    @Override
    public void connected(AcceptedConnection accepted, boolean again) {
        observers.forEach(observer -> observer.connected(accepted, again));
    }

    @Override
    public void ready() {
        observers.forEach(ChannelObserver::ready);
    }

    @Override
    public void lost(ConnectionLoss loss) {
        observers.forEach(observer -> observer.lost(loss));
    }

    @Override
    public void failed(Throwable cause) {
        observers.forEach(observer -> observer.failed(cause));
    }

    @Override
    public void received() {
        observers.forEach(ChannelObserver::received);
    }

    @Override
    public void handedOver() {
        observers.forEach(ChannelObserver::handedOver);
    }

    @Override
    public void settled(Settlement how) {
        observers.forEach(observer -> observer.settled(how));
    }

    @Override
    public void dropped(DropReason reason) {
        observers.forEach(observer -> observer.dropped(reason));
    }

    @Override
    public void redelivered(int messages) {
        observers.forEach(observer -> observer.redelivered(messages));
    }

    @Override
    public void overdue() {
        observers.forEach(ChannelObserver::overdue);
    }

    @Override
    public void receiveMaximumExceeded() {
        observers.forEach(ChannelObserver::receiveMaximumExceeded);
    }

    @Override
    public void repaired() {
        observers.forEach(ChannelObserver::repaired);
    }

    @Override
    public void published(long latencyNanos) {
        observers.forEach(observer -> observer.published(latencyNanos));
    }

    @Override
    public void publishFailed() {
        observers.forEach(ChannelObserver::publishFailed);
    }

    @Override
    public void publishedLate() {
        observers.forEach(ChannelObserver::publishedLate);
    }
}

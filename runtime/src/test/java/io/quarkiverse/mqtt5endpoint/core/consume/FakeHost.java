package io.quarkiverse.mqtt5endpoint.core.consume;

import java.util.ArrayList;
import java.util.List;

/** Remembers what a subscription reports. */
final class FakeHost implements Subscription.Host {

    final List<Throwable> failures = new ArrayList<>();
    final List<String> events = new ArrayList<>();

    @Override
    public void opened(Subscription subscription) {
        events.add("opened");
    }

    @Override
    public void granted(Subscription subscription) {
        events.add("granted");
    }

    @Override
    public void failed(Subscription subscription, Throwable cause) {
        failures.add(cause);
    }

    @Override
    public void abandoned(Subscription subscription) {
        events.add("abandoned");
    }
}

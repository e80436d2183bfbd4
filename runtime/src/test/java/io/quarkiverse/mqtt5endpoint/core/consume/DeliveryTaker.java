package io.quarkiverse.mqtt5endpoint.core.consume;

import java.util.List;
import java.util.concurrent.Flow;

/** An application that settles each message and asks for the next as soon as it has one. */
record DeliveryTaker(List<Delivery> taken, Flow.Subscription[] stream) implements Flow.Subscriber<Delivery> {

    DeliveryTaker(List<Delivery> taken) {
        this(taken, new Flow.Subscription[1]);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        stream[0] = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(Delivery delivery) {
        taken.add(delivery);
        delivery.settle();
        stream[0].request(1);
    }

    @Override
    public void onError(Throwable failure) {
        throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {
        // Nothing more comes.
    }
}

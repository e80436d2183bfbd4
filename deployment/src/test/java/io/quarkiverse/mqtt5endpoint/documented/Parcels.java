package io.quarkiverse.mqtt5endpoint.documented;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;

/** Tries again before it gives up on a parcel. */
@ApplicationScoped
class Parcels {

    private final List<String> rung = new CopyOnWriteArrayList<>();

    // tag::retry[]
    /** Three more attempts with growing delays; then the channel's failure strategy decides. */
    @Incoming("parcels")
    Uni<Void> deliver(String parcel) {
        return ring(parcel).onFailure().retry().withBackOff(Duration.ofMillis(20)).atMost(3);
    }
    // end::retry[]

    @Incoming("letters")
    Uni<Void> drop(String letter) {
        return ring(letter);
    }

    private Uni<Void> ring(String item) {
        return Uni.createFrom().deferred(() -> {
            rung.add(item);
            return item.startsWith("nobody") ? Uni.createFrom().failure(new IllegalStateException("nobody at home"))
                    : Uni.createFrom().voidItem();
        });
    }

    long rung(String item) {
        return rung.stream().filter(item::equals).count();
    }
}

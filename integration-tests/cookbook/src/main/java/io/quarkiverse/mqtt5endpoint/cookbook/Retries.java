package io.quarkiverse.mqtt5endpoint.cookbook;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;

/** Methods that try again before the message counts as failed. */
@ApplicationScoped
class Retries {

    private final Kitchen kitchen;

    Retries(Kitchen kitchen) {
        this.kitchen = kitchen;
    }

    // tag::retry[]
    @Incoming("retried")
    @Retry(maxRetries = 2, delay = 10)
    void cook(String dish) {
        kitchen.cook(dish);
    }

    @Incoming("retried-unis")
    @Retry(maxRetries = 2, delay = 10)
    Uni<Void> cookLater(String dish) {
        return kitchen.cooking(dish);
    }
    // end::retry[]
}

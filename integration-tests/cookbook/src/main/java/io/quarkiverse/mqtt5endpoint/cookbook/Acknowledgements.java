package io.quarkiverse.mqtt5endpoint.cookbook;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment.Strategy;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.smallrye.mutiny.Uni;

/** Who acknowledges, and when. */
@ApplicationScoped
class Acknowledgements {

    private final Kitchen kitchen;

    Acknowledgements(Kitchen kitchen) {
        this.kitchen = kitchen;
    }

    // tag::post[]
    @Incoming("acknowledged-after")
    @Acknowledgment(Strategy.POST_PROCESSING)
    Uni<Void> after(String dish) {
        return kitchen.cooking(dish);
    }
    // end::post[]

    // tag::pre[]
    @Incoming("acknowledged-before")
    @Acknowledgment(Strategy.PRE_PROCESSING)
    Uni<Void> before(String dish) {
        return kitchen.cooking(dish);
    }
    // end::pre[]

    // tag::manual[]
    @Incoming("acknowledged-by-hand")
    @Acknowledgment(Strategy.MANUAL)
    Uni<Void> byHand(Message<String> message) {
        return kitchen.cooking(message.getPayload())
                .chain(() -> Uni.createFrom().completionStage(message.ack()))
                .onFailure().call(cause -> Uni.createFrom().completionStage(message.nack(cause)))
                .onFailure().recoverWithNull();
    }
    // end::manual[]

    // tag::none[]
    @Incoming("acknowledged-never")
    @Acknowledgment(Strategy.NONE)
    Uni<Void> never(String dish) {
        return kitchen.cooking(dish);
    }

    @Incoming("acknowledged-at-once")
    @Acknowledgment(Strategy.NONE)
    Uni<Void> atOnce(String dish) {
        return kitchen.cooking(dish);
    }
    // end::none[]
}

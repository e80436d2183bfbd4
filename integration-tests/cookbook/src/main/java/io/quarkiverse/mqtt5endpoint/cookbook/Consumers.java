package io.quarkiverse.mqtt5endpoint.cookbook;

import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.smallrye.mutiny.Uni;

/** Methods that take one message at a time. */
@ApplicationScoped
class Consumers {

    private final Kitchen kitchen;

    Consumers(Kitchen kitchen) {
        this.kitchen = kitchen;
    }

    // tag::payload[]
    @Incoming("payloads")
    void take(String dish) {
        kitchen.cook(dish);
    }
    // end::payload[]

    // tag::message[]
    @Incoming("messages")
    CompletionStage<Void> take(Message<String> message) {
        return kitchen.cooking(message.getPayload()).subscribeAsCompletionStage()
                .thenCompose(done -> message.ack());
    }
    // end::message[]

    // tag::uni[]
    @Incoming("unis")
    Uni<Void> takeAndPromise(String dish) {
        return kitchen.cooking(dish);
    }
    // end::uni[]

    // tag::stage[]
    @Incoming("stages")
    CompletionStage<Void> takeAndPromiseAStage(String dish) {
        return kitchen.cooking(dish).subscribeAsCompletionStage();
    }
    // end::stage[]

    // tag::qos2[]
    @Incoming("exactly-once")
    Uni<Void> takeOnce(String dish) {
        return kitchen.cooking(dish);
    }
    // end::qos2[]

    // tag::failing[]
    @Incoming("risky")
    void takeTheRisk(String dish) {
        kitchen.cook(dish); // may throw
    }

    @Incoming("careless")
    void doNotCare(String dish) {
        kitchen.cook(dish); // may throw
    }
    // end::failing[]
}

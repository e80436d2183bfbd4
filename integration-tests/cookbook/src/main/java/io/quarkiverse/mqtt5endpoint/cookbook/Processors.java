package io.quarkiverse.mqtt5endpoint.cookbook;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment.Strategy;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Methods that make something new of each message. */
@ApplicationScoped
class Processors {

    private final Kitchen kitchen;

    Processors(Kitchen kitchen) {
        this.kitchen = kitchen;
    }

    // tag::payload[]
    @Incoming("orders")
    @Outgoing("bills")
    String bill(String order) {
        kitchen.cook(order);
        return order.isBlank() ? null : "bill for " + order; // null: nothing is sent
    }
    // end::payload[]

    // tag::uni[]
    @Incoming("raw")
    @Outgoing("cooked")
    Uni<String> cook(String dish) {
        return kitchen.cooking(dish).replaceWith("cooked " + dish);
    }
    // end::uni[]

    // tag::multi[]
    @Incoming("menus")
    @Outgoing("courses")
    @Acknowledgment(Strategy.POST_PROCESSING)
    Multi<String> serve(String menu) {
        return Multi.createFrom().items(menu.split(", "));
    }
    // end::multi[]

    // tag::topic[]
    @Incoming("parcels")
    @Outgoing("deliveries")
    Message<String> deliver(Message<String> parcel) {
        return parcel.addMetadata(OutgoingMqtt5Metadata.builder().withTopic("doors/" + parcel.getPayload()).build());
    }
    // end::topic[]

    // tag::answer[]
    @Incoming("questions")
    @Outgoing("answers")
    Message<String> answer(Message<String> question) {
        IncomingMqtt5Metadata asked = question.getMetadata(IncomingMqtt5Metadata.class).orElseThrow();
        return question.withPayload("yes, " + question.getPayload()).addMetadata(OutgoingMqtt5Metadata.builder()
                .withTopic(asked.getResponseTopic().orElse(null)) // null: the topic of the channel
                .withCorrelationData(asked.getCorrelationData().orElse(null))
                .build());
    }
    // end::answer[]
}

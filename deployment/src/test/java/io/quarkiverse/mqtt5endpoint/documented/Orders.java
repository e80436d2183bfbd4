package io.quarkiverse.mqtt5endpoint.documented;

import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.Mqtt5PublishException;
import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;

/** Tells its caller what became of an order. */
@ApplicationScoped
class Orders {

    // tag::failure[]
    @Channel("orders")
    MutinyEmitter<String> orders;

    Uni<String> place(String shop, String order) {
        return orders.sendMessage(Message.of(order).addMetadata(
                OutgoingMqtt5Metadata.builder().withTopic("orders/" + shop).build()))
                .replaceWith("placed")
                .onFailure(Mqtt5PublishException.class).recoverWithItem(Orders::refused)
                .onFailure(TimeoutException.class).recoverWithItem("unknown: ask before you order again");
    }

    private static String refused(Throwable failure) {
        return "refused with 0x%X: %s".formatted(((Mqtt5PublishException) failure).getReasonCode(), failure.getMessage());
    }
    // end::failure[]
}

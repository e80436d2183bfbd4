package io.quarkiverse.mqtt5endpoint.faults;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

import io.smallrye.mutiny.Multi;

/** Publishes numbers as fast as it may, and says on its standard output what became of each. */
@ApplicationScoped
public class Orders {

    @ConfigProperty(name = "faults.orders", defaultValue = "0")
    int orders;

    @ConfigProperty(name = "faults.first-order", defaultValue = "0")
    int first;

    @ConfigProperty(name = "faults.order-bytes", defaultValue = "4")
    int bytes;

    @Outgoing("orders")
    Multi<Message<byte[]>> orders() {
        return Multi.createBy().concatenating()
                .streams(Multi.createFrom().range(first, first + orders).map(this::order), Multi.createFrom().nothing());
    }

    private Message<byte[]> order(int number) {
        System.out.println("SENT " + number);
        return Message.of(ByteBuffer.allocate(bytes).putInt(number).array(), () -> {
            System.out.println("PUBLISHED " + number);
            return CompletableFuture.completedFuture(null);
        }, cause -> {
            System.out.println("REFUSED " + number);
            return CompletableFuture.completedFuture(null);
        });
    }
}

package io.quarkiverse.mqtt5endpoint.cookbook;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Gets what a converter of the application made. */
@ApplicationScoped
class Shopping {

    private final Kitchen kitchen;

    Shopping(Kitchen kitchen) {
        this.kitchen = kitchen;
    }

    // tag::converted[]
    @Incoming("baskets")
    Uni<Void> unpack(List<String> basket) {
        return Multi.createFrom().iterable(basket).call(kitchen::cooking).collect().last().replaceWithVoid();
    }
    // end::converted[]
}

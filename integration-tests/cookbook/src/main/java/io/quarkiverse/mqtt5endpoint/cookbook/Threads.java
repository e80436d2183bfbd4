package io.quarkiverse.mqtt5endpoint.cookbook;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.annotations.Blocking;

/** Methods that may block. */
@ApplicationScoped
class Threads {

    private final Kitchen kitchen;

    Threads(Kitchen kitchen) {
        this.kitchen = kitchen;
    }

    // tag::blocking[]
    @Incoming("blocking")
    @Blocking
    void cookInTurn(String dish) {
        kitchen.cook(dish);
    }
    // end::blocking[]

    // tag::unordered[]
    @Incoming("unordered")
    @Blocking(ordered = false)
    void cookSideBySide(String dish) {
        kitchen.cook(dish);
    }
    // end::unordered[]

    // tag::virtual[]
    @Incoming("virtual")
    @RunOnVirtualThread
    void cookOnAVirtualThread(String dish) {
        kitchen.cook(dish);
    }
    // end::virtual[]
}

package io.quarkiverse.mqtt5endpoint.cookbook;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.ChannelRegistry;

/** A channel that can be paused. */
@ApplicationScoped
class Pausing {

    private final Kitchen kitchen;
    private final ChannelRegistry channels;

    Pausing(Kitchen kitchen, ChannelRegistry channels) {
        this.kitchen = kitchen;
        this.channels = channels;
    }

    // tag::pausable[]
    @Incoming("pausable")
    Uni<Void> take(String dish) {
        return kitchen.cooking(dish);
    }

    void pause() {
        channels.getPausable("pausable").pause();
    }

    void resume() {
        channels.getPausable("pausable").resume();
    }
    // end::pausable[]
}

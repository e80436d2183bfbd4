package io.quarkiverse.mqtt5endpoint.cookbook;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.annotations.Broadcast;
import io.smallrye.reactive.messaging.annotations.Merge;

/** Channels that meet and part. */
@ApplicationScoped
class Wiring {

    private final Kitchen kitchen;

    Wiring(Kitchen kitchen) {
        this.kitchen = kitchen;
    }

    // tag::several[]
    @Incoming("garden")
    @Incoming("market")
    Uni<Void> fromBoth(String dish) {
        return kitchen.cooking(dish);
    }
    // end::several[]

    // tag::attribute[]
    @Incoming("announcements")
    Uni<Void> cooksListen(String announcement) {
        return kitchen.cooking(announcement + " for the cooks");
    }

    @Incoming("announcements")
    Uni<Void> waitersListen(String announcement) {
        return kitchen.cooking(announcement + " for the waiters");
    }
    // end::attribute[]

    // tag::broadcast[]
    @Incoming("news")
    @Outgoing("translated-news") // inside the application: no connector
    @Broadcast(2)
    String translate(String news) {
        return "translated " + news;
    }

    @Incoming("translated-news")
    Uni<Void> cooksRead(String news) {
        return kitchen.cooking(news + " for the cooks");
    }

    @Incoming("translated-news")
    Uni<Void> waitersRead(String news) {
        return kitchen.cooking(news + " for the waiters");
    }
    // end::broadcast[]

    // tag::merge[]
    @Incoming("starters")
    @Outgoing("dishes") // inside the application: no connector
    String starter(String starter) {
        return starter + " as a starter";
    }

    @Incoming("mains")
    @Outgoing("dishes")
    String main(String main) {
        return main + " as a main course";
    }

    @Incoming("dishes")
    @Merge
    Uni<Void> serve(String dish) {
        return kitchen.cooking(dish);
    }
    // end::merge[]

    // tag::merge-outgoing[]
    @Outgoing("shopping-list")
    Multi<String> vegetables() {
        return Multi.createFrom().items("carrots", "leek");
    }

    @Outgoing("shopping-list")
    Multi<String> fruit() {
        return Multi.createFrom().items("apples", "pears");
    }
    // end::merge-outgoing[]

    // tag::concurrency[]
    @Incoming("crowded")
    Uni<Void> threeAtATime(String dish) {
        return kitchen.cooking(dish);
    }
    // end::concurrency[]
}

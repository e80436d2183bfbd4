package io.quarkiverse.mqtt5endpoint.cookbook;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;

import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.annotations.Blocking;

/** A request context for each message. */
@ApplicationScoped
class Scopes {

    private final Kitchen kitchen;
    private final Notes notes;
    private final Map<String, List<String>> written = new ConcurrentHashMap<>();

    Scopes(Kitchen kitchen, Notes notes) {
        this.kitchen = kitchen;
        this.notes = notes;
    }

    // tag::request[]
    @Incoming("noted")
    @Blocking(ordered = false)
    @ActivateRequestContext
    void cookWithNotes(String dish) {
        notes.add("began " + dish); // a @RequestScoped bean
        kitchen.cook(dish);
        notes.add("ended " + dish);
        written.put(dish, notes.lines());
    }

    @Incoming("noted-unis")
    @ActivateRequestContext
    Uni<Void> cookLaterWithNotes(String dish) {
        notes.add("began " + dish);
        return kitchen.cooking(dish)
                .invoke(() -> notes.add("ended " + dish))
                .invoke(() -> written.put(dish, notes.lines()));
    }
    // end::request[]

    // tag::automatic[]
    @Incoming("noted-automatically")
    Uni<Void> cookWithNotesOfItsOwn(String dish) {
        notes.add("began " + dish);
        return kitchen.cooking(dish)
                .invoke(() -> notes.add("ended " + dish))
                .invoke(() -> written.put(dish, notes.lines()));
    }
    // end::automatic[]

    Map<String, List<String>> written() {
        return written;
    }
}

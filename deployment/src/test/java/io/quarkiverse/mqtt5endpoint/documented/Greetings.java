package io.quarkiverse.mqtt5endpoint.documented;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The smallest application: it hears what it says. */
@ApplicationScoped
class Greetings {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    // tag::publish[]
    @Channel("greetings-out")
    Emitter<String> greetings;

    /** Completes when the server has the greeting. */
    CompletionStage<Void> greet(String name) {
        return greetings.send("Hello " + name);
    }
    // end::publish[]

    // tag::consume[]
    /** The greeting is acknowledged to the server when this method has returned. */
    @Incoming("greetings-in")
    void hear(String greeting) {
        heard.add(greeting);
    }
    // end::consume[]

    List<String> heard() {
        return heard;
    }
}

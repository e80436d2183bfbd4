package io.quarkiverse.mqtt5endpoint.documented;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.GatewayAttributes;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;

/** Takes commands and tells its state, over one connection. */
@ApplicationScoped
class Robot {

    // tag::robot[]
    @Channel("state")
    MutinyEmitter<String> state;

    /** The command is acknowledged when the server has the new state. */
    @Incoming("commands")
    Uni<Void> obey(String command) {
        return state.send("done: " + command);
    }
    // end::robot[]

    // tag::attributes[]
    Uni<Void> report(String part, String text) {
        return state.sendMessage(Message.of(text)
                .addMetadata(GatewayAttributes.of("gravitee.attribute.mqtt5.topic", "robots/7/" + part)));
    }
    // end::attributes[]
}

package io.quarkiverse.mqtt5endpoint.cookbook;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.annotations.Blocking;

/** Methods that only send. */
@ApplicationScoped
class Sources {

    private final Pass pass;

    Sources(Pass pass) {
        this.pass = pass;
    }

    // tag::multi[]
    @Outgoing("from-multi")
    Multi<String> meals() {
        return Multi.createFrom().items("breakfast", "lunch", "supper");
    }
    // end::multi[]

    // tag::uni[]
    @Outgoing("from-uni")
    Uni<String> next() {
        return pass.next("from-uni");
    }
    // end::uni[]

    // tag::message[]
    @Outgoing("from-message")
    @Blocking
    Message<String> beatWithMetadata() {
        return Message.of(pass.poll("from-message").orElse("nothing new"))
                .addMetadata(OutgoingMqtt5Metadata.builder().withUserProperty("from", "the pass").build());
    }
    // end::message[]

    // tag::payload[]
    @Outgoing("from-payload")
    @Blocking
    String beat() {
        return pass.poll("from-payload").orElse("nothing new"); // waits a moment
    }
    // end::payload[]
}

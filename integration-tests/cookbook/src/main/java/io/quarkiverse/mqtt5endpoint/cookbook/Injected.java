package io.quarkiverse.mqtt5endpoint.cookbook;

import java.util.concurrent.Flow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Streams that the application subscribes to itself. */
@ApplicationScoped
class Injected {

    private static final Logger LOG = Logger.getLogger(Injected.class);

    private final Kitchen kitchen;

    Injected(Kitchen kitchen) {
        this.kitchen = kitchen;
    }

    // tag::multi[]
    @Channel("watched")
    Multi<String> dishes;

    void watch(@Observes StartupEvent start) {
        dishes.onItem().transformToUniAndConcatenate(kitchen::cooking)
                .subscribe().with(done -> LOG.debug("done"), failure -> LOG.error("The stream ended", failure));
    }
    // end::multi[]

    // tag::multi-message[]
    @Channel("watched-messages")
    Multi<Message<String>> messages;

    void watchMessages(@Observes StartupEvent start) {
        messages.onItem().transformToUniAndConcatenate(this::cook)
                .subscribe().with(done -> LOG.debug("done"), failure -> LOG.error("The stream ended", failure));
    }

    private Uni<Void> cook(Message<String> message) {
        return kitchen.cooking(message.getPayload())
                .chain(() -> Uni.createFrom().completionStage(message.ack()))
                .onFailure().recoverWithUni(cause -> Uni.createFrom().completionStage(message.nack(cause)));
    }
    // end::multi-message[]

    // tag::publisher[]
    @Channel("published")
    Flow.Publisher<String> publisher;

    @Channel("published-messages")
    Flow.Publisher<Message<String>> messagePublisher;
    // end::publisher[]

    void watchPublishers(@Observes StartupEvent start) {
        Multi.createFrom().publisher(publisher).onItem().transformToUniAndConcatenate(kitchen::cooking)
                .subscribe().with(done -> LOG.debug("done"), failure -> LOG.error("The stream ended", failure));
        Multi.createFrom().publisher(messagePublisher).onItem().transformToUniAndConcatenate(this::cook)
                .subscribe().with(done -> LOG.debug("done"), failure -> LOG.error("The stream ended", failure));
    }
}

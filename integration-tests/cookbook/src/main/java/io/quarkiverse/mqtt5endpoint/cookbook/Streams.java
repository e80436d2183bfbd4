package io.quarkiverse.mqtt5endpoint.cookbook;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Methods that are called once, with the whole stream. */
@ApplicationScoped
class Streams {

    // tag::payloads[]
    @Incoming("singles")
    @Outgoing("pairs")
    Multi<String> pair(Multi<String> dishes) {
        return dishes.group().intoLists().of(2).map(pair -> String.join(" with ", pair));
    }
    // end::payloads[]

    // tag::messages[]
    @Incoming("mail")
    @Outgoing("inbox")
    Multi<Message<String>> withoutSpam(Multi<Message<String>> mail) {
        return mail.onItem().transformToMultiAndConcatenate(
                letter -> letter.getPayload().contains("spam")
                        ? acknowledged(letter) // who lets a message go has to acknowledge it
                        : Multi.createFrom().item(letter.withPayload("Re: " + letter.getPayload())));
    }

    private static Multi<Message<String>> acknowledged(Message<String> letter) {
        return Uni.createFrom().completionStage(letter.ack())
                .onItem().transformToMulti(done -> Multi.createFrom().empty());
    }
    // end::messages[]
}

package io.quarkiverse.mqtt5endpoint.runtime;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.core.session.ProducerRole;
import io.quarkiverse.mqtt5endpoint.core.session.Publication;
import io.quarkiverse.mqtt5endpoint.core.session.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.session.Ticket;
import io.quarkiverse.mqtt5endpoint.core.settings.OutgoingSettings;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.OutgoingMessageMetadata;
import io.smallrye.reactive.messaging.providers.helpers.MultiUtils;
import io.smallrye.reactive.messaging.providers.helpers.SenderProcessor;

/**
 * Publishes the messages of one outgoing channel: as many at a time as are allowed in flight, each settled by what
 * became of it.
 */
final class OutgoingChannel {

    private final OutgoingSettings settings;
    private final ProducerRole role;

    OutgoingChannel(OutgoingSettings settings, ProducerRole role) {
        this.settings = settings;
        this.role = role;
    }

    Flow.Subscriber<? extends Message<?>> subscriber() {
        SenderProcessor processor = new SenderProcessor(settings.maxInflight(), true, this::send);
        return MultiUtils.via(processor, stream -> stream
                .onSubscription().invoke(() -> role.startPublishing())
                .onFailure().invoke(failure -> log.upstreamFailed(settings.channel(), failure)));
    }

    /** Completes when the message's place in flight is free. Never fails: a failure is the message's own, not the stream's. */
    private Uni<Void> send(Message<?> message) {
        Publication publication;
        Ticket ticket;
        try {
            publication = PublishRequest.of(message, settings);
            ticket = role.publish(publication);
        } catch (RuntimeException e) {
            return nacked(message, e);
        }
        return Uni.createFrom().completionStage(ticket.outcome())
                .chain(outcome -> settle(message, publication, outcome))
                .chain(() -> Uni.createFrom().completionStage(ticket.released()));
    }

    private Uni<Void> settle(Message<?> message, Publication publication, PublishOutcome outcome) {
        if (outcome instanceof PublishOutcome.Accepted accepted) {
            OutgoingMessageMetadata.setResultOnMessage(message, accepted.reasonCode());
            return reported(message::ack);
        }
        return nacked(message, UnpublishedMessage.cause(settings.channel(), publication, outcome));
    }

    private Uni<Void> nacked(Message<?> message, Throwable cause) {
        return reported(() -> message.nack(cause));
    }

    /** What the sender does with the answer is the sender's business: it must not end the stream. */
    private Uni<Void> reported(java.util.function.Supplier<CompletionStage<Void>> answer) {
        return Uni.createFrom().completionStage(answer).onFailure()
                .invoke(failure -> log.nackFailed(settings.channel(), failure)).onFailure().recoverWithNull();
    }
}

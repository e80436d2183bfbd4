package io.quarkiverse.mqtt5endpoint.runtime;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.publish.PendingPublish;
import io.quarkiverse.mqtt5endpoint.core.publish.PublishTerms;
import io.quarkiverse.mqtt5endpoint.core.session.SessionLease;
import io.quarkiverse.mqtt5endpoint.core.settings.OutgoingSettings;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.FailureText;
import io.quarkiverse.mqtt5endpoint.runtime.outgoing.PublishMapper;
import io.quarkiverse.mqtt5endpoint.runtime.outgoing.UnpublishedMessage;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.OutgoingMessageMetadata;
import io.smallrye.reactive.messaging.providers.helpers.MultiUtils;
import io.smallrye.reactive.messaging.providers.helpers.SenderProcessor;

/**
 * Publishes the messages of one outgoing channel: as many at a time as are allowed in flight, each settled by what
 * became of it.
 */
final class OutgoingChannel {

    private static final String FULL = "Channel `%s`: the failure in full";

    private final OutgoingSettings settings;
    private final SessionLease lease;
    private final SubscribersFirst subscribersFirst;
    private final PublishTerms terms;

    OutgoingChannel(OutgoingSettings settings, SessionLease lease, SubscribersFirst subscribersFirst) {
        this.settings = settings;
        this.lease = lease;
        this.subscribersFirst = subscribersFirst;
        this.terms = new PublishTerms(settings.publishTimeout(), settings.deliveryTimeout());
    }

    Flow.Subscriber<? extends Message<?>> subscriber() {
        SenderProcessor processor = new SenderProcessor(settings.maxInflight(), true, this::send);
        return MultiUtils.via(processor, stream -> stream
                .onSubscription().invoke(() -> lease.start())
                .onFailure().invoke(this::upstreamFailed)
                // Otherwise Mutiny prints the failure in full, with whatever its text contains.
                .onFailure().recoverWithCompletion());
    }

    /** Completes when the message's place in flight is free. Never fails: a failure is the message's own, not the stream's. */
    private Uni<Void> send(Message<?> message) {
        return subscribersFirst.isOpen() ? publish(message) : subscribersFirst.opened().chain(() -> publish(message));
    }

    private Uni<Void> publish(Message<?> message) {
        OutgoingPublish publication;
        PendingPublish pending;
        try {
            publication = PublishMapper.of(message, settings);
            pending = lease.publish(publication, terms);
        } catch (RuntimeException e) {
            return nacked(message, e);
        }
        return Uni.createFrom().completionStage(pending.outcome())
                .chain(outcome -> settle(message, publication, outcome))
                .chain(() -> Uni.createFrom().completionStage(pending.released()));
    }

    private Uni<Void> settle(Message<?> message, OutgoingPublish publication, PublishOutcome outcome) {
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
                .invoke(this::notReported).onFailure().recoverWithNull();
    }

    private void upstreamFailed(Throwable failure) {
        log.upstreamFailed(settings.channel(), failure);
        log.debugf(failure, FULL, settings.channel());
        // Nothing restarts the stream: health checks and the channels that share the connection have to see that.
        lease.fail(errors.upstreamFailed(settings.channel(), FailureText.of(failure), failure));
    }

    private void notReported(Throwable failure) {
        log.nackFailed(settings.channel(), failure);
        log.debugf(failure, FULL, settings.channel());
    }
}

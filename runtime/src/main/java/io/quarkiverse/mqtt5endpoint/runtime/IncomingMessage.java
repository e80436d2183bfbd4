package io.quarkiverse.mqtt5endpoint.runtime;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.eclipse.microprofile.reactive.messaging.Metadata;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler.Settlement;
import io.quarkiverse.mqtt5endpoint.Mqtt5RejectionException;
import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.core.consume.Delivery;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.publish.PublishTerms;
import io.quarkiverse.mqtt5endpoint.core.settings.ReconnectPolicy;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.FailureText;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.PlainText;
import io.quarkiverse.mqtt5endpoint.runtime.incoming.ReceivedMetadata;
import io.quarkiverse.mqtt5endpoint.runtime.outgoing.PublishMapper;
import io.quarkiverse.mqtt5endpoint.runtime.outgoing.UnpublishedMessage;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.providers.MetadataInjectableMessage;
import io.smallrye.reactive.messaging.providers.locals.ContextAwareMessage;

/** A received message as the application sees it. */
final class IncomingMessage implements ContextAwareMessage<byte[]>, MetadataInjectableMessage<byte[]> {

    private static final int LONGEST_REASON = 1024;
    private static final PublishTerms PUBLISH_TERMS = new PublishTerms(Duration.ofSeconds(60));

    private final Delivery delivery;
    private final IncomingChannel channel;
    private final byte[] payload;
    private final AtomicBoolean decided = new AtomicBoolean();
    private Metadata metadata;

    IncomingMessage(Delivery delivery, IncomingChannel channel) {
        this.delivery = delivery;
        this.channel = channel;
        this.payload = delivery.publish().payload();
        this.metadata = ContextAwareMessage.captureContextMetadata(
                new ReceivedMetadata(channel.settings().name(), delivery, channel.emptyPayloads()));
    }

    @Override
    public byte[] getPayload() {
        return payload;
    }

    @Override
    public Metadata getMetadata() {
        return metadata;
    }

    @Override
    public synchronized void injectMetadata(Object metadataObject) {
        metadata = metadata.with(metadataObject);
    }

    @Override
    public Function<Metadata, CompletionStage<Void>> getAckWithMetadata() {
        return this::ack;
    }

    @Override
    public BiFunction<Throwable, Metadata, CompletionStage<Void>> getNackWithMetadata() {
        return this::nack;
    }

    /** Completes when the decision is recorded; the packet leaves in the order of arrival. */
    @Override
    public CompletionStage<Void> ack(Metadata ignored) {
        if (!channel.settings().autoAck() && isFirstDecision()) {
            delivery.settle();
        }
        return CompletableFuture.completedFuture(null);
    }

    /** Completes when the strategy has finished. */
    @Override
    public CompletionStage<Void> nack(Throwable cause, Metadata ignored) {
        if (channel.settings().autoAck()) {
            channel.counters().nacked.increment();
            log.nackAfterAutoAck(channel.settings().channel(), delivery.topic(), cause);
            log.debugf(cause, "Channel `%s`: the failure in full", channel.settings().channel());
            return CompletableFuture.completedFuture(null);
        }
        if (!isFirstDecision()) {
            return CompletableFuture.completedFuture(null);
        }
        if (delivery.isReturned()) {
            // Counted there, and nothing else happens: the decision is made when the message comes again.
            delivery.settle();
            return CompletableFuture.completedFuture(null);
        }
        channel.counters().nacked.increment();
        return Uni.createFrom().deferred(() -> channel.onNack().handle(this, cause, new Decision()))
                .subscribeAsCompletionStage();
    }

    private boolean isFirstDecision() {
        if (decided.compareAndSet(false, true)) {
            return true;
        }
        channel.counters().settledLate.increment();
        return false;
    }

    /** What a strategy may do with this message. Each takes effect when it is called. */
    private final class Decision implements Settlement {

        private final AtomicBoolean taken = new AtomicBoolean();

        @Override
        public Uni<Void> acknowledge() {
            if (taken.compareAndSet(false, true)) {
                delivery.settle();
            }
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> reject(int reasonCode, String reasonString) {
            Mqtt5RejectionException checked = new Mqtt5RejectionException(reasonCode, reasonString);
            if (taken.compareAndSet(false, true)) {
                delivery.reject(reasonCode,
                        checked.getReasonString().map(text -> PlainText.of(text, LONGEST_REASON)).orElse(null));
            }
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> publish(OutgoingMqtt5Metadata said, byte[] content) {
            ReconnectPolicy policy = new ReconnectPolicy(channel.settings().client().reconnect());
            return Uni.createFrom().deferred(() -> {
                OutgoingPublish publication = PublishMapper.of(said, content, channel.settings(), Math.max(1, delivery.qos()));
                Uni<PublishOutcome> once = Uni.createFrom()
                        .completionStage(() -> channel.lease().publish(publication, PUBLISH_TERMS).outcome());
                return new TemporaryRefusal(policy, this::isReturned).retry(once)
                        .chain(outcome -> outcome instanceof PublishOutcome.Accepted ? Uni.createFrom().voidItem()
                                : Uni.createFrom().failure(
                                        UnpublishedMessage.cause(channel.settings().channel(), publication, outcome)));
            });
        }

        @Override
        public OptionalLong remainingExpiryInterval() {
            return delivery.remainingExpiryInterval();
        }

        @Override
        public boolean isReturned() {
            return delivery.isReturned();
        }

        @Override
        public boolean isRedelivery() {
            return delivery.publish().isRedelivery();
        }

        @Override
        public Uni<Boolean> finished() {
            return Uni.createFrom().completionStage(delivery::end);
        }

        @Override
        public Uni<Void> fail(Throwable cause) {
            Throwable told = FailureText.harmless(channel.settings().channel(), delivery.topic(), cause);
            if (taken.compareAndSet(false, true)) {
                log.failStop(channel.settings().channel(), delivery.topic(), cause);
                log.debugf(cause, "Channel `%s`: the failure in full", channel.settings().channel());
                channel.lease().fail(told);
            }
            return Uni.createFrom().failure(told);
        }
    }
}

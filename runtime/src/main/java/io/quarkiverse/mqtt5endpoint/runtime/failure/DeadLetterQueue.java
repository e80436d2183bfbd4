package io.quarkiverse.mqtt5endpoint.runtime.failure;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.OptionalLong;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler;
import io.quarkiverse.mqtt5endpoint.Mqtt5PublishException;
import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;
import io.quarkiverse.mqtt5endpoint.runtime.failure.DeadLetter.Added;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;

/** Publishes the message, with the cause, to another topic, and acknowledges it when that was acknowledged. */
final class DeadLetterQueue implements Mqtt5FailureHandler {

    static final String NAME = "dead-letter-queue";

    private final String channel;
    private final String topic;
    private final LastResort lastResort;
    private final LettersUnderWay letters = new LettersUnderWay();

    DeadLetterQueue(String channel, String topic, LastResort lastResort) {
        this.channel = channel;
        this.topic = topic;
        this.lastResort = lastResort;
    }

    @ApplicationScoped
    @Identifier(NAME)
    static class Factory implements Mqtt5FailureHandler.Factory {

        @Override
        public Mqtt5FailureHandler create(String channel, Config config) {
            return new DeadLetterQueue(channel, config.getValue("dead-letter-queue.topic", String.class),
                    LastResort.of(channel, config));
        }
    }

    @Override
    public Uni<Void> handle(Message<?> message, Throwable cause, Settlement settlement) {
        IncomingMqtt5Metadata original = message.getMetadata(IncomingMqtt5Metadata.class).orElseThrow();
        byte[] payload = (byte[]) message.getPayload();
        DeadLetter letter = new DeadLetter(topic, original, cause);
        return letters.of(OriginalId.of(original, payload), settlement,
                through -> publish(letter, Added.ALL, payload, through).onItem().invoke(() -> published(letter)))
                .onItemOrFailure().transformToUni((published, failure) -> failure == null ? arrived(settlement)
                        : notPublished(letter, failure, settlement));
    }

    private Uni<Void> publish(DeadLetter letter, Added added, byte[] payload, Settlement settlement) {
        OptionalLong expiry = settlement.remainingExpiryInterval();
        return settlement.publish(letter.metadata(added, expiry), payload).onFailure().recoverWithUni(failure -> {
            if (isTooLarge(failure) && added != Added.NOTHING) {
                return publish(letter, Added.values()[added.ordinal() + 1], payload, settlement);
            }
            boolean isExpired = expiry.orElse(0) > 0 && settlement.remainingExpiryInterval().orElse(1) == 0;
            return isExpired ? publish(letter, added, payload, settlement) : Uni.createFrom().failure(failure);
        });
    }

    private static boolean isTooLarge(Throwable failure) {
        return failure instanceof Mqtt5PublishException refused
                && refused.getReason().filter(Mqtt5ReasonCode.PACKET_TOO_LARGE::equals).isPresent();
    }

    private void published(DeadLetter letter) {
        log.deadLetter(channel, letter.original().getTopic(), topic, letter.cause());
        log.debugf(letter.cause(), "Channel `%s`: the failure in full", channel);
    }

    /** A returned original is left as it is: it stays recognisable for the copy that comes again. */
    private static Uni<Void> arrived(Settlement settlement) {
        return settlement.isReturned() ? Uni.createFrom().voidItem() : settlement.acknowledge();
    }

    private Uni<Void> notPublished(DeadLetter letter, Throwable failure, Settlement settlement) {
        if (settlement.isReturned()) {
            log.debugf(failure, "Channel `%s`: no dead letter, as the message went back to the server", channel);
            return Uni.createFrom().voidItem();
        }
        log.deadLetterFailed(channel, letter.original().getTopic(), topic, lastResort.name(), failure);
        log.debugf(letter.cause(), "Channel `%s`: the failure in full", channel);
        return lastResort.settle(letter.cause(), settlement);
    }
}

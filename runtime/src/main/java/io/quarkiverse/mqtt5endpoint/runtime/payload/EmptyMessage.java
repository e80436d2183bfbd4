package io.quarkiverse.mqtt5endpoint.runtime.payload;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.Optional;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.core.settings.EmptyPayload;
import io.quarkiverse.mqtt5endpoint.runtime.incoming.EmptyPayloads;
import io.quarkiverse.mqtt5endpoint.runtime.incoming.ReceivedMetadata;
import io.smallrye.mutiny.Uni;

/**
 * A message without payload where an object is asked for: what the channel's attribute {@code empty-payload} says. Only
 * here it is known what is asked for; a channel that takes bytes or text gets such messages as they are.
 */
record EmptyMessage(Message<?> message, IncomingMqtt5Metadata metadata, Type asked, PayloadTypes types) {

    /** The message to deliver, nothing for one to skip, or the failure with which it is nacked. */
    Uni<Message<?>> convert() {
        EmptyPayload choice = policy().map(EmptyPayloads::choice).orElse(EmptyPayload.FAIL);
        return switch (choice) {
            case FAIL -> unreadable(errors.emptyPayload(metadata.getChannel(), metadata.getTopic(), asked.getTypeName()));
            case IGNORE -> Uni.createFrom().completionStage(message.ack())
                    .invoke(() -> policy().ifPresent(EmptyPayloads::skipped)).replaceWith(Uni.createFrom().nullItem());
            case NULL -> absent();
        };
    }

    private Optional<EmptyPayloads> policy() {
        return metadata instanceof ReceivedMetadata received ? Optional.of(received.emptyPayloads()) : Optional.empty();
    }

    private Uni<Message<?>> absent() {
        if (asked == Optional.class) {
            return Uni.createFrom().item(message.withPayload(Optional.empty()));
        }
        return types.takesNull(metadata.getChannel()) ? Uni.createFrom().item(message.withPayload(null))
                : unreadable(errors.nullPayload(metadata.getChannel(), metadata.getTopic(), asked.getTypeName()));
    }

    /** The same kind of failure as JSON that can't be read. */
    private static Uni<Message<?>> unreadable(String why) {
        return Uni.createFrom().failure(new UncheckedIOException(why, new EOFException()));
    }
}

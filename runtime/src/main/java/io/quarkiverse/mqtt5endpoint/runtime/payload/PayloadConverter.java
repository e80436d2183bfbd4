package io.quarkiverse.mqtt5endpoint.runtime.payload;

import java.lang.reflect.Type;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MessageConverter;

/**
 * Turns the bytes of a received message into what a method or an injection point asks for. Whatever goes wrong nacks the
 * message. Comes after converters of the application, and refuses no type: a failure that says why it can't be read is
 * better than bytes for a method that asks for something else.
 */
@ApplicationScoped
class PayloadConverter implements MessageConverter {

    private final Decoder decoder;
    private final PayloadTypes types;

    @Inject
    PayloadConverter(Decoder decoder, PayloadTypes types) {
        this.decoder = decoder;
        this.types = types;
    }

    @Override
    public boolean canConvert(Message<?> in, Type target) {
        return in.getPayload() instanceof byte[] && in.getMetadata(IncomingMqtt5Metadata.class).isPresent();
    }

    /** Reactive Messaging nacks what the returned Uni fails with. An error that were thrown would end the stream. */
    @Override
    public Uni<Message<?>> convertUni(Message<?> in, Type target) {
        return Uni.createFrom().deferred(() -> {
            IncomingMqtt5Metadata metadata = metadata(in);
            return ((byte[]) in.getPayload()).length > 0 || decoder.takesEmpty(metadata, target)
                    ? Uni.createFrom().item(convert(in, target))
                    : new EmptyMessage(in, metadata, target, types).convert();
        });
    }

    @Override
    public Message<?> convert(Message<?> in, Type target) {
        return in.withPayload(decoder.decode((byte[]) in.getPayload(), metadata(in), target));
    }

    private static IncomingMqtt5Metadata metadata(Message<?> in) {
        return in.getMetadata(IncomingMqtt5Metadata.class).orElseThrow();
    }

    @Override
    public int getPriority() {
        return CONVERTER_DEFAULT_PRIORITY + 100;
    }
}

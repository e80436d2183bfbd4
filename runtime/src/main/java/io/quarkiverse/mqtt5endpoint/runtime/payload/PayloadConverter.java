package io.quarkiverse.mqtt5endpoint.runtime.payload;

import java.lang.reflect.Type;
import java.util.Set;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.smallrye.reactive.messaging.MessageConverter;

/** Turns the bytes of a received message into what the method wants. A payload that can't be turned nacks its message. */
abstract class PayloadConverter implements MessageConverter {

    private final Set<Class<?>> targets;

    PayloadConverter(Class<?>... targets) {
        this.targets = Set.of(targets);
    }

    boolean makes(Type wanted) {
        return targets.contains(wanted);
    }

    /** The object, from the bytes and what the message says about them. */
    abstract Object decode(byte[] payload, IncomingMqtt5Metadata metadata);

    @Override
    public boolean canConvert(Message<?> in, Type wanted) {
        return makes(wanted) && isReceived(in);
    }

    @Override
    public Message<?> convert(Message<?> in, Type wanted) {
        return in.withPayload(decode((byte[]) in.getPayload(), in.getMetadata(IncomingMqtt5Metadata.class).orElseThrow()));
    }

    static String channel(Message<?> in) {
        return in.getMetadata(IncomingMqtt5Metadata.class).orElseThrow().getChannel();
    }

    static boolean isReceived(Message<?> in) {
        return in.getPayload() instanceof byte[] && in.getMetadata(IncomingMqtt5Metadata.class).isPresent();
    }
}

package io.quarkiverse.mqtt5endpoint.runtime.payload;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Message;

import com.fasterxml.jackson.databind.JavaType;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.quarkus.arc.All;
import io.smallrye.reactive.messaging.MessageConverter;

/** An {@link Optional} of what the other converters make. */
@ApplicationScoped
class OptionalConverter implements MessageConverter {

    private final List<PayloadConverter> converters;
    private final JsonReader json;

    @Inject
    OptionalConverter(@All List<PayloadConverter> converters, JsonReader json) {
        this.converters = converters;
        this.json = json;
    }

    @Override
    public boolean canConvert(Message<?> in, Type target) {
        return PayloadConverter.isReceived(in)
                && json.typeOf(PayloadConverter.channel(in), target).hasRawClass(Optional.class);
    }

    @Override
    public Message<?> convert(Message<?> in, Type target) {
        JavaType content = json.typeOf(PayloadConverter.channel(in), target).containedTypeOrUnknown(0);
        return in.withPayload(Optional.ofNullable(
                decode((byte[]) in.getPayload(), in.getMetadata(IncomingMqtt5Metadata.class).orElseThrow(), content)));
    }

    private Object decode(byte[] payload, IncomingMqtt5Metadata metadata, JavaType content) {
        if (content.hasRawClass(byte[].class)) {
            return payload;
        }
        return converters.stream().filter(converter -> converter.makes(content.getRawClass())).findFirst()
                .map(converter -> converter.decode(payload, metadata)).orElseGet(() -> json.read(payload, content));
    }
}

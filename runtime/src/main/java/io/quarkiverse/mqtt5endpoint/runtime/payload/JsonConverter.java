package io.quarkiverse.mqtt5endpoint.runtime.payload;

import java.lang.reflect.Type;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.smallrye.reactive.messaging.MessageConverter;

/** The method's own type, from JSON. Comes after all others. */
@ApplicationScoped
class JsonConverter implements MessageConverter {

    private final JsonReader json;

    @Inject
    JsonConverter(JsonReader json) {
        this.json = json;
    }

    /** Also what can't be read: a failure that says why is better than bytes for a method that asks for something else. */
    @Override
    public boolean canConvert(Message<?> in, Type target) {
        return PayloadConverter.isReceived(in);
    }

    @Override
    public Message<?> convert(Message<?> in, Type target) {
        return in.withPayload(json.read((byte[]) in.getPayload(), json.typeOf(PayloadConverter.channel(in), target)));
    }

    @Override
    public int getPriority() {
        return CONVERTER_DEFAULT_PRIORITY + 100;
    }
}

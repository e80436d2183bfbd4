package io.quarkiverse.mqtt5endpoint.runtime.payload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Message;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.reactive.messaging.MessageConverter;

/** The method's own type, from JSON, with the application's {@link ObjectMapper}. Comes after all others. */
@ApplicationScoped
class JsonConverter implements MessageConverter {

    private final ObjectMapper mapper;

    @Inject
    JsonConverter(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean canConvert(Message<?> in, Type target) {
        return PayloadConverter.isReceived(in) && mapper.canDeserialize(mapper.constructType(target));
    }

    @Override
    public Message<?> convert(Message<?> in, Type target) {
        try {
            return in.withPayload(mapper.readValue((byte[]) in.getPayload(), mapper.constructType(target)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StackOverflowError e) {
            // Jackson has a limit, but a type that refers to itself needs more of the stack for each level.
            throw new UncheckedIOException(new StreamConstraintsException("JSON that is nested too deeply to be read"));
        }
    }

    @Override
    public int getPriority() {
        return CONVERTER_DEFAULT_PRIORITY + 100;
    }
}

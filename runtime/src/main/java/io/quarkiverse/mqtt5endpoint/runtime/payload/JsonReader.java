package io.quarkiverse.mqtt5endpoint.runtime.payload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.runtime.Startup;
import io.vertx.core.json.Json;

/**
 * Reads JSON as what a method or an injection point asks for, with the application's {@link ObjectMapper}. Exists before
 * the first channel does, as making a mapper and its deserializers takes too long for an event loop.
 */
@Singleton
@Startup(Interceptor.Priority.PLATFORM_BEFORE)
class JsonReader {

    private final ObjectMapper mapper;
    private final PayloadTypes types;
    private final Map<Asked, JavaType> resolved = new ConcurrentHashMap<>();

    private record Asked(String channel, Type type) {
    }

    @Inject
    JsonReader(ObjectMapper mapper, PayloadTypes types) {
        this.mapper = mapper;
        this.types = types;
    }

    @PostConstruct
    void prepare() {
        // Which types can be read is found out here, and told when a message comes.
        types.all().forEach(type -> mapper.canDeserialize(type.in(mapper.getTypeFactory()), new AtomicReference<>()));
        // Vert.x' codec, which writes, takes the mapper when it is used first.
        Json.encodeToBuffer(Map.of());
    }

    /** What a class in a channel's signature stands for, its type arguments included. */
    JavaType typeOf(String channel, Type asked) {
        return resolved.computeIfAbsent(new Asked(channel, asked), key -> types.of(channel, asked)
                .map(type -> type.in(mapper.getTypeFactory())).orElseGet(() -> mapper.constructType(asked)));
    }

    Object read(byte[] payload, JavaType type) {
        try {
            return mapper.readValue(payload, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StackOverflowError e) {
            // Jackson has a limit, but a type that refers to itself needs more of the stack for each level.
            throw new UncheckedIOException(new StreamConstraintsException("JSON that is nested too deeply to be read"));
        }
    }
}

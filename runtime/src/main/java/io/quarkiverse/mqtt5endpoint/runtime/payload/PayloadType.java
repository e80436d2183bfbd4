package io.quarkiverse.mqtt5endpoint.runtime.payload;

import java.util.List;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;

import io.quarkus.runtime.annotations.RecordableConstructor;

/** A type with its arguments, as the build found it in a signature. */
public final class PayloadType {

    private final Class<?> raw;
    private final List<PayloadType> arguments;

    @RecordableConstructor
    public PayloadType(Class<?> raw, List<PayloadType> arguments) {
        this.raw = raw;
        this.arguments = arguments;
    }

    public Class<?> getRaw() {
        return raw;
    }

    public List<PayloadType> getArguments() {
        return arguments;
    }

    JavaType in(TypeFactory types) {
        return arguments.isEmpty() ? types.constructType(raw)
                : types.constructParametricType(raw, arguments.stream().map(type -> type.in(types)).toArray(JavaType[]::new));
    }
}

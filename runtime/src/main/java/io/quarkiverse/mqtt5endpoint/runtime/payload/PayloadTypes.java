package io.quarkiverse.mqtt5endpoint.runtime.payload;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The types that methods and injection points ask for, by channel. The platform hands over their classes only, without
 * type arguments.
 */
public final class PayloadTypes {

    private final Map<String, List<PayloadType>> byChannel;

    PayloadTypes(Map<String, List<PayloadType>> byChannel) {
        this.byChannel = byChannel;
    }

    /** The full type of what a channel's method asks for by its class; empty for a class that no signature has. */
    Optional<PayloadType> of(String channel, Type asked) {
        return byChannel.getOrDefault(channel, List.of()).stream().filter(type -> type.getRaw().equals(asked)).findFirst();
    }

    Stream<PayloadType> all() {
        return byChannel.values().stream().flatMap(List::stream);
    }
}

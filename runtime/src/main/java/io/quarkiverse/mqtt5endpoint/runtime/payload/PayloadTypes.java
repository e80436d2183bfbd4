package io.quarkiverse.mqtt5endpoint.runtime.payload;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The types that methods and injection points ask for, by channel. The platform hands over their classes only, without
 * type arguments.
 */
public final class PayloadTypes {

    private final Map<String, List<PayloadType>> byChannel;
    private final Set<String> nullable;

    /**
     * @param nullable the channels whose methods can all be given null
     */
    PayloadTypes(Map<String, List<PayloadType>> byChannel, Set<String> nullable) {
        this.byChannel = byChannel;
        this.nullable = nullable;
    }

    /** The full type of what a channel's method asks for by its class; empty for a class that no signature has. */
    Optional<PayloadType> of(String channel, Type asked) {
        return byChannel.getOrDefault(channel, List.of()).stream().filter(type -> type.getRaw().equals(asked)).findFirst();
    }

    /** Whether null can be delivered. Unless that is known it can't: one null ends a stream. */
    boolean takesNull(String channel) {
        return nullable.contains(channel);
    }

    Stream<PayloadType> all() {
        return byChannel.values().stream().flatMap(List::stream);
    }
}

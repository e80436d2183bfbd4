package io.quarkiverse.mqtt5endpoint.runtime.failure;

import java.util.Map;
import java.util.Optional;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler;

/** The strategies of the connector, for tests without a container that would find them. */
public final class BuiltInFailureHandlers {

    private static final Map<String, Mqtt5FailureHandler.Factory> FACTORIES = Map.of(FailStop.NAME, new FailStop.Factory(),
            IgnoreFailure.NAME, new IgnoreFailure.Factory(), RejectMessage.NAME, new RejectMessage.Factory(),
            DeadLetterQueue.NAME,
            new DeadLetterQueue.Factory());

    private BuiltInFailureHandlers() {
    }

    public static Optional<Mqtt5FailureHandler.Factory> find(String name) {
        return Optional.ofNullable(FACTORIES.get(name));
    }
}

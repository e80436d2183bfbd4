package io.quarkiverse.mqtt5endpoint.runtime;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;

import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.inject.Instance;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler;
import io.smallrye.common.annotation.Identifier;

/** Finds what the attribute {@code failure-strategy} names. */
record FailureHandlers(Function<String, Optional<Mqtt5FailureHandler.Factory>> byIdentifier) {

    static FailureHandlers beans(Instance<Mqtt5FailureHandler.Factory> factories) {
        return new FailureHandlers(name -> Optional.of(factories.select(Identifier.Literal.of(name)))
                .filter(Instance::isResolvable).map(Instance::get));
    }

    Mqtt5FailureHandler create(String name, String channel, Config config) {
        return byIdentifier.apply(name)
                .orElseThrow(() -> errors.invalidAttribute(channel, "failure-strategy",
                        "be `fail`, `ignore`, `reject`, `dead-letter-queue`, or the @Identifier of one bean",
                        name, null))
                .create(channel, config);
    }
}

package io.quarkiverse.mqtt5endpoint.runtime;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.inject.Instance;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler;
import io.quarkiverse.mqtt5endpoint.core.settings.FailureSettings;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.providers.impl.Configs;

/** Finds what the attribute {@code failure-strategy} names. */
record FailureHandlers(Function<String, Optional<Mqtt5FailureHandler.Factory>> byIdentifier) {

    static FailureHandlers beans(Instance<Mqtt5FailureHandler.Factory> factories) {
        return new FailureHandlers(name -> Optional.of(factories.select(Identifier.Literal.of(name)))
                .filter(Instance::isResolvable).map(Instance::get));
    }

    Mqtt5FailureHandler create(FailureSettings settings, String channel, Config config) {
        return byIdentifier.apply(settings.strategy())
                .orElseThrow(() -> errors.invalidAttribute(channel, "failure-strategy",
                        "be `fail`, `ignore`, `reject`, `dead-letter-queue`, or the @Identifier of one bean",
                        settings.strategy(), null))
                .create(channel, parsed(settings, config));
    }

    /** The configuration of the channel with the attributes of strategies as they were parsed, defaults included. */
    private static Config parsed(FailureSettings settings, Config config) {
        return Configs.override(config, Map.of(
                "reject.reason-code", String.valueOf(settings.rejectReasonCode()),
                "dead-letter-queue.topic", settings.deadLetterTopic(),
                "dead-letter-queue.on-failure", settings.deadLetterFallback().name().toLowerCase(Locale.ROOT)));
    }
}

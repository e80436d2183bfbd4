package io.quarkiverse.mqtt5endpoint.runtime;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.inject.Instance;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler;
import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.FailureSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Word;
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
                .orElseThrow(() -> errors.invalidAttribute(channel, Attribute.FAILURE_STRATEGY.key(),
                        "be `fail`, `ignore`, `reject`, `dead-letter-queue`, or the @Identifier of one bean",
                        settings.strategy(), null))
                .create(channel, parsed(settings, config));
    }

    /** The configuration of the channel with the attributes of strategies as they were parsed, defaults included. */
    private static Config parsed(FailureSettings settings, Config config) {
        return Configs.override(config, Map.of(
                Attribute.REJECT_REASON_CODE.key(), String.valueOf(settings.rejectReasonCode()),
                Attribute.DEAD_LETTER_QUEUE_TOPIC.key(), settings.deadLetterTopic(),
                Attribute.DEAD_LETTER_QUEUE_ON_FAILURE.key(), Word.of(settings.deadLetterFallback())));
    }
}

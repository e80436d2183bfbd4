package io.quarkiverse.mqtt5endpoint.documented;

import java.io.UncheckedIOException;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler;
import io.smallrye.common.annotation.Identifier;

// tag::strategy[]
/** Drops messages that are not JSON, and stops at any other failure. */
@ApplicationScoped
@Identifier("skip-malformed")
class SkipMalformed implements Mqtt5FailureHandler.Factory {

    @Override
    public Mqtt5FailureHandler create(String channel, Config config) {
        return (message, cause, settlement) -> cause instanceof UncheckedIOException
                ? settlement.acknowledge()
                : settlement.fail(cause);
    }
}
// end::strategy[]

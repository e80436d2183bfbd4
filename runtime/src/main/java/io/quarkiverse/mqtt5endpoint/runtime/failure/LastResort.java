package io.quarkiverse.mqtt5endpoint.runtime.failure;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler.Settlement;
import io.smallrye.mutiny.Uni;

/** Decides what becomes of a message whose dead letter can't be published: {@code dead-letter-queue.on-failure}. */
record LastResort(String name, RejectMessage rejection) {

    static LastResort of(String channel, Config config) {
        return new LastResort(config.getValue("dead-letter-queue.on-failure", String.class),
                RejectMessage.of(channel, config));
    }

    Uni<Void> settle(Throwable cause, Settlement settlement) {
        return switch (name) {
            case IgnoreFailure.NAME -> settlement.acknowledge();
            case RejectMessage.NAME -> rejection.reject(cause, settlement);
            default -> settlement.fail(cause);
        };
    }
}

package io.quarkiverse.mqtt5endpoint.runtime.failure;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler;
import io.quarkiverse.mqtt5endpoint.Mqtt5RejectionException;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;

/** Acknowledges the message with a reason code that makes the server discard it. */
record RejectMessage(String channel, int reasonCode) implements Mqtt5FailureHandler {

    static final String NAME = "reject";

    @ApplicationScoped
    @Identifier(NAME)
    static class Factory implements Mqtt5FailureHandler.Factory {

        @Override
        public Mqtt5FailureHandler create(String channel, Config config) {
            return of(channel, config);
        }
    }

    static RejectMessage of(String channel, Config config) {
        return new RejectMessage(channel, config.getValue("reject.reason-code", Integer.class));
    }

    @Override
    public Uni<Void> handle(Message<?> message, Throwable cause, Settlement settlement) {
        log.rejected(channel, Topic.of(message), "0x%02X".formatted(code(cause)), cause);
        log.debugf(cause, "Channel `%s`: the failure in full", channel);
        return reject(cause, settlement);
    }

    Uni<Void> reject(Throwable cause, Settlement settlement) {
        String reason = cause instanceof Mqtt5RejectionException rejection ? rejection.getReasonString().orElse(null) : null;
        return settlement.reject(code(cause), reason);
    }

    private int code(Throwable cause) {
        return cause instanceof Mqtt5RejectionException rejection ? rejection.getReasonCode() : reasonCode;
    }
}

package io.quarkiverse.mqtt5endpoint.documented;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler;
import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;

// tag::handler[]
/** Sends a message to its topic again, later each time, and after three attempts to a topic for such cases. */
@ApplicationScoped
@Identifier("retry-later")
class RetryLater implements Mqtt5FailureHandler.Factory {

    @Override
    public Mqtt5FailureHandler create(String channel, Config config) {
        return RetryLater::settle;
    }

    private static Uni<Void> settle(Message<?> message, Throwable cause, Mqtt5FailureHandler.Settlement settlement) {
        IncomingMqtt5Metadata received = message.getMetadata(IncomingMqtt5Metadata.class).orElseThrow();
        long attempt = received.getUserProperties().stream().filter(property -> property.getKey().equals("failed")).count() + 1;
        OutgoingMqtt5Metadata.Builder again = OutgoingMqtt5Metadata.builder()
                .withTopic(attempt < 3 ? received.getTopic() : "undeliverable");
        received.getUserProperties().forEach(property -> again.withUserProperty(property.getKey(), property.getValue()));
        again.withUserProperty("failed", cause.toString());
        return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(20 * attempt))
                .chain(() -> settlement.publish(again.build(), (byte[]) message.getPayload()))
                .chain(settlement::acknowledge)
                .onFailure().recoverWithUni(settlement::fail);
    }
}
// end::handler[]

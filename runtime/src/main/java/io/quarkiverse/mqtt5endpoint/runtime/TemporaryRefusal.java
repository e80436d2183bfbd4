package io.quarkiverse.mqtt5endpoint.runtime;

import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.settings.ReconnectPolicy;
import io.smallrye.mutiny.Uni;

/**
 * Repeats a publish that the server refuses temporarily, with the delays and as often as a lost connection.
 *
 * @param pointless whether nobody needs the publish any more
 */
record TemporaryRefusal(ReconnectPolicy policy, BooleanSupplier pointless) {

    // MQTT 5, 3.4.2.1: the others blame the message or the client, which stay the same.
    private static final Set<Mqtt5ReasonCode> CODES = Set.of(Mqtt5ReasonCode.UNSPECIFIED_ERROR,
            Mqtt5ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR, Mqtt5ReasonCode.PACKET_IDENTIFIER_IN_USE,
            Mqtt5ReasonCode.QUOTA_EXCEEDED);

    Uni<PublishOutcome> retry(Uni<PublishOutcome> publish) {
        return retry(publish, 0);
    }

    private Uni<PublishOutcome> retry(Uni<PublishOutcome> publish, int made) {
        return publish.chain(outcome -> isTemporary(outcome) && policy.mayRetry(made) && !pointless.getAsBoolean()
                ? later(made).chain(() -> pointless.getAsBoolean() ? Uni.createFrom().item(outcome)
                        : retry(publish, made + 1))
                : Uni.createFrom().item(outcome));
    }

    private Uni<Void> later(int made) {
        return Uni.createFrom().voidItem().onItem().delayIt()
                .by(policy.delay(made, ThreadLocalRandom.current().nextDouble()));
    }

    /** What the server did not answer may have arrived: sending it again would make a second one. */
    private static boolean isTemporary(PublishOutcome outcome) {
        return outcome instanceof PublishOutcome.Refused refused && refused.sent()
                && Mqtt5ReasonCode.of(refused.reasonCode()).filter(CODES::contains).isPresent();
    }
}

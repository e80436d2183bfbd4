package io.quarkiverse.mqtt5endpoint.runtime;

import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

import io.quarkiverse.mqtt5endpoint.Mqtt5PublishException;
import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;
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

    Uni<Void> retry(Uni<Void> publish) {
        return retry(publish, 0);
    }

    private Uni<Void> retry(Uni<Void> publish, int made) {
        return publish.onFailure(failure -> isTemporary(failure) && policy.mayRetry(made) && !pointless.getAsBoolean())
                .recoverWithUni(refusal -> Uni.createFrom().voidItem()
                        .onItem().delayIt().by(policy.delay(made, ThreadLocalRandom.current().nextDouble()))
                        .chain(() -> pointless.getAsBoolean() ? Uni.createFrom().failure(refusal)
                                : retry(publish, made + 1)));
    }

    private static boolean isTemporary(Throwable failure) {
        return failure instanceof Mqtt5PublishException refused
                && Mqtt5ReasonCode.of(refused.getReasonCode()).filter(CODES::contains).isPresent();
    }
}

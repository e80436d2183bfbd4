package io.quarkiverse.mqtt5endpoint.runtime;

import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import io.quarkiverse.mqtt5endpoint.Mqtt5PublishException;
import io.quarkiverse.mqtt5endpoint.core.settings.ReconnectSettings;
import io.smallrye.mutiny.Uni;

/** Repeats a publish that the server refuses for the moment, with the delays and as often as a lost connection. */
final class TemporaryRefusal {

    // Unspecified error, implementation specific error, packet identifier in use, quota exceeded (MQTT 5, 3.4.2.1). The
    // others blame the message or the client, which stay the same.
    private static final Set<Integer> CODES = Set.of(0x80, 0x83, 0x91, 0x97);
    private static final double JITTER = 0.25;

    private TemporaryRefusal() {
    }

    /**
     * @param pointless whether nobody needs the publish any more
     */
    static Uni<Void> retried(Uni<Void> publish, ReconnectSettings settings, BooleanSupplier pointless) {
        if (settings.attempts() == 0) {
            return publish;
        }
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        var retry = Uni.createFrom().deferred(() -> refusal.get() != null && pointless.getAsBoolean()
                ? Uni.createFrom().<Void> failure(refusal.get())
                : publish)
                .onFailure(failure -> isTemporary(failure) && !pointless.getAsBoolean()).invoke(refusal::set)
                .onFailure(failure -> isTemporary(failure) && !pointless.getAsBoolean()).retry()
                .withBackOff(settings.initialDelay(), settings.maxDelay()).withJitter(JITTER);
        return settings.unlimited() ? retry.indefinitely() : retry.atMost(settings.attempts());
    }

    private static boolean isTemporary(Throwable failure) {
        return failure instanceof Mqtt5PublishException refused && CODES.contains(refused.getReasonCode());
    }
}

package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;

/**
 * Stops sessions without losing anything that can be finished in time. In three steps over all of them, as a message
 * in the hands of the application may lead to one that another session has to publish.
 */
final class OrderlyStop {

    private final long deadline;

    OrderlyStop(Duration timeout) {
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    Uni<Void> of(ClientSession session) {
        return of(List.of(session));
    }

    Uni<Void> of(List<ClientSession> sessions) {
        return each(sessions, session -> inTime(session.stopIntake()))
                .chain(() -> each(sessions, session -> inTime(session.flush())))
                .chain(() -> each(sessions, session -> atLeastBriefly(session.disconnect())));
    }

    private static Uni<Void> each(List<ClientSession> sessions, Function<ClientSession, Uni<Void>> step) {
        return sessions.isEmpty() ? Uni.createFrom().voidItem()
                : Uni.join().all(sessions.stream().map(step).toList()).andCollectFailures().replaceWithVoid();
    }

    private Uni<Void> inTime(Uni<Void> step) {
        return step.ifNoItem().after(left()).recoverWithItem((Void) null);
    }

    /** DISCONNECT is worth a moment even when the time for messages is over. */
    private Uni<Void> atLeastBriefly(Uni<Void> step) {
        return step.ifNoItem().after(left().plus(Duration.ofSeconds(1))).recoverWithItem((Void) null).onFailure()
                .invoke(failure -> log.debug("DISCONNECT failed", failure)).onFailure().recoverWithNull();
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }
}

package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import io.quarkiverse.mqtt5endpoint.core.loop.Loop;
import io.smallrye.mutiny.Uni;

/**
 * Stops sessions without losing anything that can be finished in time. In three steps over all of them, as a message
 * that the application has may lead to one that another session has to publish.
 */
final class OrderlyStop {

    private static final Duration FOR_DISCONNECT = Duration.ofSeconds(1);

    private final Duration timeout;

    OrderlyStop(Duration timeout) {
        this.timeout = timeout;
    }

    Uni<Void> of(MqttSession session) {
        return of(List.of(session));
    }

    Uni<Void> of(List<MqttSession> sessions) {
        if (sessions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().deferred(() -> {
            Loop clock = sessions.get(0).loop();
            long deadline = clock.nanoTime() + timeout.toNanos();
            return each(sessions, session -> inTime(session, session.stopIntake(), deadline, Duration.ZERO))
                    .chain(() -> each(sessions, session -> inTime(session, session.flush(), deadline, Duration.ZERO)))
                    .chain(() -> each(sessions,
                            session -> inTime(session, session.disconnect(), deadline, FOR_DISCONNECT)));
        });
    }

    private static Uni<Void> each(List<MqttSession> sessions, Function<MqttSession, Uni<Void>> step) {
        return Uni.join().all(sessions.stream().map(step).toList()).andCollectFailures().replaceWithVoid();
    }

    /** Waits for a step until the deadline, but in any case for {@code least}. By the clock of the session. */
    private static Uni<Void> inTime(MqttSession session, Uni<Void> step, long deadline, Duration least) {
        return Uni.createFrom().emitter(done -> {
            Loop loop = session.loop();
            long left = Math.max(1_000_000, deadline - loop.nanoTime()) + least.toNanos();
            Loop.Timer timer = loop.schedule(Duration.ofNanos(left), () -> done.complete(null));
            step.subscribe().with(finished -> {
                timer.cancel();
                done.complete(null);
            }, failure -> {
                log.debug("A session could not be stopped in an orderly way", failure);
                timer.cancel();
                done.complete(null);
            });
        });
    }
}

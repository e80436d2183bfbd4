package io.quarkiverse.mqtt5endpoint.core.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.mqtt5endpoint.core.publish.PublishTerms;
import io.quarkiverse.mqtt5endpoint.core.settings.OverflowStrategy;
import io.quarkiverse.mqtt5endpoint.core.settings.ReconnectSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SampleSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;

/**
 * The session of one random run, and its surroundings.
 *
 * @param chosen a number for each {@link Choice}; the simplest is 0
 */
record ModelConfig(List<Integer> chosen) {

    /** What the application does as soon as it gets a message. */
    enum Reaction {
        HOLDS,
        SETTLES,
        SETTLES_AND_ASKS,
        SETTLES_ELSEWHERE,
        PUBLISHES
    }

    /** What can be chosen, out of how many. */
    private enum Choice {
        /** Incoming channels, one less. */
        CHANNELS(3),
        /** 1: one channel on a connection of its own, instead of all of them and an outgoing one on a shared one. */
        ALONE(3),
        RECEIVE_MAXIMUM(4),
        BUFFER_SIZE(3),
        OVERFLOW(3),
        /** 4: the first channel acknowledges by itself. */
        AUTO_ACK(5),
        /** 1: the server has a session from an earlier process. */
        EARLIER_SESSION(2),
        /** See {@link Reaction}; the simplest for larger numbers. */
        REACTION(8),
        /** 4 and more: attempts to connect are limited. */
        ATTEMPTS(6),
        PUBLISH_TIMEOUT(2),
        DELIVERY_TIMEOUT(2),
        SHUTDOWN_TIMEOUT(2),
        /** 1: DISCONNECT takes its time. */
        SLOW_GOODBYE(2),
        /** Not 0: everything recovers in the end, and nothing may be left over then. */
        HEALS(4),
        /** Not 0: there is a connection in the beginning, and every channel is subscribed. */
        PREPARED(4),
        /** 3: the server sends more than the receive maximum allows. */
        GREEDY_SERVER(4);

        private final int bound;

        Choice(int bound) {
            this.bound = bound;
        }
    }

    static final int CHOICES = Choice.values().length;

    static ModelConfig random(SplittableRandom random) {
        return new ModelConfig(Stream.of(Choice.values()).map(choice -> random.nextInt(choice.bound)).toList());
    }

    /** The same but for one choice. */
    ModelConfig withSimplest(int choice) {
        List<Integer> simpler = new ArrayList<>(chosen);
        simpler.set(choice, 0);
        return new ModelConfig(List.copyOf(simpler));
    }

    private int of(Choice choice) {
        return chosen.get(choice.ordinal());
    }

    int channels() {
        return alone() ? 1 : 1 + of(Choice.CHANNELS);
    }

    boolean alone() {
        return of(Choice.ALONE) == 1;
    }

    int receiveMaximum() {
        return 1 + of(Choice.RECEIVE_MAXIMUM);
    }

    boolean autoAck() {
        return of(Choice.AUTO_ACK) == 4;
    }

    boolean earlierSession() {
        return of(Choice.EARLIER_SESSION) == 1;
    }

    Reaction reaction() {
        int reaction = of(Choice.REACTION);
        return reaction < Reaction.values().length ? Reaction.values()[reaction] : Reaction.HOLDS;
    }

    boolean slowGoodbye() {
        return of(Choice.SLOW_GOODBYE) == 1;
    }

    boolean heals() {
        return of(Choice.HEALS) > 0;
    }

    boolean prepared() {
        return of(Choice.PREPARED) > 0;
    }

    /** How many messages the server sends before it waits for an acknowledgement. */
    int window() {
        return receiveMaximum() * (of(Choice.GREEDY_SERVER) == 3 ? 3 : 1);
    }

    PublishTerms publishTerms() {
        return new PublishTerms(Duration.ofSeconds(of(Choice.PUBLISH_TIMEOUT) * 5L),
                Duration.ofSeconds(of(Choice.DELIVERY_TIMEOUT) * 20L));
    }

    SampleSettings settings() {
        SampleSettings settings = new SampleSettings().receiveMaximum(receiveMaximum())
                .buffer(1 + of(Choice.BUFFER_SIZE), OverflowStrategy.values()[of(Choice.OVERFLOW)])
                .shutdownTimeout(5 * of(Choice.SHUTDOWN_TIMEOUT)).ackTimeout(5)
                .session(new SessionSettings("fixed", false, !earlierSession(), 3600));
        // Each delay is over after three seconds.
        settings = of(Choice.ATTEMPTS) < 4 ? settings.reconnect(ReconnectSettings.UNLIMITED, 2, 2)
                : settings.reconnect(2, 1, 60);
        return alone() ? settings : settings.shared("common");
    }

    /** What is not the simplest. */
    @Override
    public String toString() {
        return Stream.of(Choice.values()).filter(choice -> of(choice) > 0).map(choice -> choice + "=" + of(choice))
                .collect(Collectors.joining(" "));
    }
}

package io.quarkiverse.mqtt5endpoint.core.consume;

import java.util.Arrays;
import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.engine.ReceivedPublish;

/**
 * Notices that a session has two subscriptions for a message where nothing else tells: the same message comes twice in a
 * row. Reports that once. On the loop only.
 */
final class DoubledMessages {

    private enum Phase {
        NOT_SUSPECTED,
        SUSPECTED,
        REPORTED
    }

    private final Consumer<String> report;

    private Phase phase = Phase.NOT_SUSPECTED;
    private ReceivedPublish last;

    /**
     * @param report takes the topic
     */
    DoubledMessages(Consumer<String> report) {
        this.report = report;
    }

    /**
     * The first connection of this process began.
     *
     * @param suspected whether the session was there before, and the server does not tell subscriptions apart
     */
    void connected(boolean suspected) {
        phase = suspected ? Phase.SUSPECTED : Phase.NOT_SUSPECTED;
    }

    /** What is sent again after that may come twice without another subscription. */
    void connectionLost() {
        phase = phase == Phase.SUSPECTED ? Phase.NOT_SUSPECTED : phase;
        last = null;
    }

    void received(ReceivedPublish publish) {
        if (phase != Phase.SUSPECTED) {
            return;
        }
        if (last != null && isSame(last, publish)) {
            phase = Phase.REPORTED;
            report.accept(publish.topic());
            last = null;
        } else {
            last = publish;
        }
    }

    private static boolean isSame(ReceivedPublish one, ReceivedPublish other) {
        return one.topic().equals(other.topic()) && one.payloadSize() == other.payloadSize()
                && one.userProperties().equals(other.userProperties()) && Arrays.equals(one.payload(), other.payload());
    }
}

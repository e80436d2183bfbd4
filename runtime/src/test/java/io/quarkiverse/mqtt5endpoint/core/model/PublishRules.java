package io.quarkiverse.mqtt5endpoint.core.model;

import static io.quarkiverse.mqtt5endpoint.core.model.Violation.check;

import java.time.Duration;

import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.engine.ServerLimits;
import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;
import io.quarkiverse.mqtt5endpoint.core.publish.PublishTerms;

/** Why and when a message of the application may have its outcome. */
final class PublishRules {

    private static final long SHORTLY = Duration.ofSeconds(5).toNanos();
    // Times are looked at once a second.
    private static final long SWEEP = Duration.ofSeconds(1).toNanos();

    private final ManualLoop loop;
    private final PublishTerms terms;

    // valid for connection
    private long connectedNanos;

    // Whether a server ever allowed less than everything
    private boolean limited;

    PublishRules(ManualLoop loop, PublishTerms terms) {
        this.loop = loop;
        this.terms = terms;
    }

    PublishTerms terms() {
        return terms;
    }

    void connected(ServerLimits limits) {
        connectedNanos = loop.nanoTime();
        limited |= limits != ServerLimits.NONE;
    }

    void connectionLost(ModelFlight flight) {
        if (flight.written && loop.nanoTime() - flight.writtenNanos <= SHORTLY) {
            flight.publish.strikes++;
        }
    }

    /**
     * @param running whether the session goes on
     */
    void decided(ModelPublish publish, boolean running) {
        PublishOutcome outcome = publish.outcome;
        if (outcome instanceof PublishOutcome.Suspected) {
            check(publish.strikes >= 3, "a message is suspected after three connections that ended", publish, publish.strikes);
        } else if (outcome instanceof PublishOutcome.Expired) {
            check(isLate(publish, 0), "a message has the time that it was given", publish);
        } else if (outcome instanceof PublishOutcome.TimedOut) {
            check(isOverdue(publish, 0), "an acknowledgement has the time that it was given", publish);
        } else if (outcome instanceof PublishOutcome.Refused refused && !refused.sent()) {
            check(limited && publish.message.qos() == 2, "what the server allows is sent", publish);
        } else {
            check(outcome == publish.answer || outcome instanceof PublishOutcome.Failed && !running,
                    "the outcome is what the engine said", publish, outcome);
        }
    }

    /**
     * @param live {@code null} while there is no connection
     */
    void undecided(ModelPublish publish, ModelEngine live) {
        check(!isLate(publish, SWEEP), "a message is decided in the time that it was given", publish);
        check(live == null || !isOverdue(publish, SWEEP), "an acknowledgement comes in the time that it was given", publish);
    }

    private boolean isLate(ModelPublish publish, long grace) {
        return isOver(terms.deliveryTimeout(), publish.handedOverNanos, grace);
    }

    private boolean isOverdue(ModelPublish publish, long grace) {
        ModelFlight flight = publish.flight;
        return flight != null && isOver(terms.publishTimeout(), Math.max(flight.handedOverNanos, connectedNanos), grace);
    }

    private boolean isOver(Duration time, long since, long grace) {
        return !time.isZero() && loop.nanoTime() - since >= time.toNanos() + grace;
    }
}

package io.quarkiverse.mqtt5endpoint.core.model;

import static io.quarkiverse.mqtt5endpoint.core.model.Violation.check;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishPacket;
import io.quarkiverse.mqtt5endpoint.core.engine.ServerLimits;
import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;
import io.quarkiverse.mqtt5endpoint.core.model.ModelObserver.Counter;
import io.quarkiverse.mqtt5endpoint.core.session.SessionLease;

/** What the application publishes, and what happens to it. */
final class ModelPublishes {

    private static final String TOPIC = "out/";
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    final ModelObserver counted = new ModelObserver();

    private final ManualLoop loop;
    private final PublishRules rules;
    private final List<ModelPublish> all = new ArrayList<>();
    // Those that are not both decided and released
    private final List<ModelPublish> open = new ArrayList<>();
    private final ModelObserver expected = new ModelObserver();

    private int lastSent = -1;

    ModelPublishes(ManualLoop loop, ModelConfig config) {
        this.loop = loop;
        this.rules = new PublishRules(loop, config.publishTerms());
    }

    void publish(SessionLease lease, int qos) {
        ModelPublish publish = new ModelPublish(all.size(),
                new OutgoingPublish(TOPIC + all.size(), qos, false, EMPTY, -1, null, null, null, null, List.of()),
                loop.nanoTime());
        all.add(publish);
        open.add(publish);
        publish.pending = lease.publish(publish.message, rules.terms());
    }

    ModelPublish of(PublishPacket packet) {
        return all.get(Integer.parseInt(packet.message().topic().substring(TOPIC.length())));
    }

    /** CONNACK. */
    void allowed(ServerLimits limits) {
        rules.connected(limits);
    }

    /** Handed to the engine. */
    void sent(ModelPublish publish, ModelFlight flight) {
        check(!publish.isDecided(), "what is decided is not sent", publish);
        check(publish.flight != null || publish.number > lastSent, "messages are sent in their order", publish, "after",
                lastSent);
        lastSent = Math.max(lastSent, publish.number);
        publish.flight = flight;
    }

    /** PUBLISH. */
    void written(ModelFlight flight) {
        PublishOutcome decision = flight.publish.decision();
        check(decision == null || decision instanceof PublishOutcome.TimedOut, "what was withdrawn is not sent any more",
                flight, decision);
    }

    void connectionLost(List<ModelFlight> flights) {
        for (ModelFlight flight : flights) {
            rules.connectionLost(flight);
        }
    }

    void sawUnmatched() {
        expected.count(Counter.UNMATCHED);
    }

    /** The engine is done with it. */
    void answer(ModelFlight flight, PublishOutcome outcome) {
        ModelPublish publish = flight.publish;
        if (publish.flight == flight) {
            if (publish.isDecided() && !publish.isReleased() && !(outcome instanceof PublishOutcome.Failed)) {
                expected.publishedLate();
            }
            publish.answer = outcome;
        }
        flight.listener.completed(outcome);
    }

    /**
     * Whether each has one outcome, and the counters say so.
     *
     * @param live {@code null} while there is no connection
     */
    void verify(ModelEngine live, boolean running, boolean over) {
        for (Iterator<ModelPublish> left = open.iterator(); left.hasNext();) {
            ModelPublish publish = left.next();
            if (publish.outcome == null && publish.isDecided()) {
                decided(publish, running);
            }
            verify(publish, live, over);
            if (publish.outcome != null && publish.isReleased()) {
                left.remove();
            }
        }
        expected.checkSameAs(counted, "out");
    }

    private void verify(ModelPublish publish, ModelEngine live, boolean over) {
        check(publish.outcome != null || !publish.isReleased(), "what is not decided is not released", publish);
        check(!over || publish.outcome != null && publish.isReleased(), "nothing is open after the end", publish);
        if (publish.outcome == null) {
            check(live == null || live.sender.isSending(publish), "nothing waits while there is a connection", publish);
            rules.undecided(publish, live);
        }
    }

    private void decided(ModelPublish publish, boolean running) {
        publish.outcome = publish.decision();
        if (publish.outcome instanceof PublishOutcome.Accepted) {
            expected.published(0);
        } else {
            expected.publishFailed();
        }
        rules.decided(publish, running);
    }

    boolean isDone() {
        return open.isEmpty();
    }
}

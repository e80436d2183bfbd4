package io.quarkiverse.mqtt5endpoint.core.publish;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

import io.quarkiverse.mqtt5endpoint.core.engine.FakeEngines;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;

/** Messages to publish, which name only what matters to a test. */
final class SamplePublish {

    private SamplePublish() {
    }

    static OutgoingPublish message(String topic, int qos) {
        return new OutgoingPublish(topic, qos, false, ByteBuffer.allocate(0), -1, null, null, null, null, List.of());
    }

    /** Handed over at the time 0. */
    static PendingPublish pending(String topic, int timeoutSeconds, ChannelObserver observer) {
        return new PendingPublish(new FakeEngines().packet(message(topic, 2)),
                new PublishTerms(Duration.ofSeconds(timeoutSeconds)), observer, 0);
    }
}

package io.quarkiverse.mqtt5endpoint.hostile;

import static io.quarkiverse.mqtt5endpoint.runtime.Raw.raw;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

/** Publishes odd messages, and looks at what another client gets of each. */
final class Observer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    // A server that neither acknowledges nor closes.
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final int REFUSED = 0x80;

    private final MqttServer server;
    private final RawClient subscriber;
    private final RawClient marking;
    private int markers;

    Observer(MqttServer server) {
        this.server = server;
        this.subscriber = RawClient.connect(server, "observer").subscribe("odd/#", "$odd/#");
        this.marking = RawClient.connect(server, "marking");
    }

    /** Sends it, and an ordinary message behind it. */
    Attempt publish(OddPublish publish, String ownTopic) {
        String refusal = send(publish, ownTopic);
        mark();
        Optional<RawPacket> came = untilMarker();
        String outcome = came.map(packet -> publish.isIn(packet) ? Attempt.PASSED_ON : Attempt.CORRECTED)
                .orElse(refusal.isEmpty() ? Attempt.DROPPED : refusal);
        return new Attempt(publish, outcome);
    }

    /** The payload of the last ordinary message. */
    String lastMarker() {
        return "marker " + markers;
    }

    private String send(OddPublish publish, String ownTopic) {
        try (RawClient publisher = RawClient.connect(server, "publisher")) {
            publisher.send(publish.packet(ownTopic));
            Optional<RawPacket> answer = publisher.next(ANSWER);
            return answer.filter(packet -> packet.reasonCode() >= REFUSED)
                    .map(packet -> "refused (0x%02X)".formatted(packet.reasonCode()))
                    .orElse(answer.isPresent() ? "" : publisher.isEnded() ? "refused" : "no answer");
        }
    }

    private void mark() {
        markers++;
        publish("odd/marker", lastMarker());
    }

    /** An ordinary message. */
    void publish(String topic, String payload) {
        marking.send(raw().text(topic).then(0, 1, 0).then(payload.getBytes(UTF_8)).packet(0x32));
        marking.next(PATIENCE).orElseThrow();
    }

    private Optional<RawPacket> untilMarker() {
        Optional<RawPacket> odd = Optional.empty();
        while (true) {
            RawPacket next = subscriber.next(PATIENCE)
                    .orElseThrow(() -> new IllegalStateException("The subscriber did not get " + lastMarker()));
            if (Arrays.equals(next.topic(), "odd/marker".getBytes(UTF_8))) {
                return odd;
            }
            odd = Optional.of(next);
        }
    }

    @Override
    public void close() {
        subscriber.close();
        marking.close();
    }
}

package io.quarkiverse.mqtt5endpoint.cookbook;

import static io.netty.handler.codec.mqtt.MqttMessageType.DISCONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBLISH;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBREC;
import static io.netty.handler.codec.mqtt.MqttMessageType.SUBACK;
import static io.quarkiverse.mqtt5endpoint.testkit.Direction.DOWNSTREAM;
import static io.quarkiverse.mqtt5endpoint.testkit.Direction.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.mqtt5endpoint.testkit.Direction;
import io.quarkiverse.mqtt5endpoint.testkit.FaultProxy;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPublish;

/** What goes over the connection of one channel, or over its connections, as the server sees it. */
record Wire(String channel, FaultProxy network) {

    /** For so long nothing must happen that would be wrong. */
    static final Duration MOMENT = Duration.ofMillis(100);

    /** Waits until the server has confirmed so many subscriptions. */
    Wire subscribed(int times) {
        network.awaitPackets(DOWNSTREAM, SUBACK, times);
        return this;
    }

    /** What the channel published, or got published. */
    List<String> texts(Direction direction) {
        return publishes(direction).stream().map(packet -> packet.asPublish().text()).toList();
    }

    /** What the channel published, in order. */
    List<String> published() {
        return texts(UPSTREAM);
    }

    /** Waits until the channel has sent this text to the server. */
    ReceivedPublish awaitPublished(String text) {
        await("publish of " + text).until(() -> published().contains(text));
        return publishes(UPSTREAM).stream().map(ReceivedPacket::asPublish).filter(sent -> sent.text().equals(text))
                .findFirst().orElseThrow();
    }

    /** What the channel published and the server acknowledged, in the order of publishing. */
    List<String> acknowledgedPublishes() {
        List<ReceivedPacket> answers = network.packets(DOWNSTREAM, PUBACK);
        return publishes(UPSTREAM).stream()
                .filter(sent -> answers.stream().anyMatch(answer -> answer.packetId() == sent.packetId()
                        && answer.nanoTime() > sent.nanoTime()))
                .map(sent -> sent.asPublish().text()).toList();
    }

    /** Holds what the server sends, its acknowledgements above all. */
    void holdTheServer() {
        network.stallDownstream();
    }

    /** Ends that. */
    void release() {
        network.resume();
    }

    /** How often the server delivered this text. */
    int deliveries(String text) {
        return (int) texts(DOWNSTREAM).stream().filter(text::equals).count();
    }

    boolean isAcknowledged(String text) {
        return acknowledgement(text).isPresent();
    }

    /** Waits for the PUBACK or PUBREC of what the server delivered. */
    ReceivedPacket awaitAcknowledged(String text) {
        await("acknowledgement of " + text).until(() -> isAcknowledged(text));
        return acknowledgement(text).orElseThrow();
    }

    /** The server delivered it and gets no acknowledgement, now and in the next moment. */
    void staysUnacknowledged(String text) {
        await("delivery of " + text).until(() -> deliveries(text) > 0);
        await().during(MOMENT).until(() -> !isAcknowledged(text));
    }

    /** Waits until the channel has said good-bye. */
    void awaitDisconnect() {
        network.awaitPackets(UPSTREAM, DISCONNECT, 1);
    }

    /** The numbers of the connections over which something was delivered. */
    List<Integer> connectionsOfDeliveries() {
        return publishes(DOWNSTREAM).stream().map(ReceivedPacket::connection).distinct().sorted().toList();
    }

    private List<ReceivedPacket> publishes(Direction direction) {
        return network.packets(direction, PUBLISH);
    }

    private Optional<ReceivedPacket> acknowledgement(String text) {
        return publishes(DOWNSTREAM).stream().filter(packet -> packet.asPublish().text().equals(text))
                .findFirst().flatMap(this::answer);
    }

    private Optional<ReceivedPacket> answer(ReceivedPacket delivery) {
        assertThat(delivery.asPublish().qos()).as("QoS").isPositive();
        return network.packets(UPSTREAM).stream()
                .filter(packet -> packet.type() == PUBACK || packet.type() == PUBREC)
                .filter(packet -> packet.connection() == delivery.connection())
                .filter(packet -> packet.packetId() == delivery.packetId())
                .filter(packet -> packet.nanoTime() > delivery.nanoTime())
                .findFirst();
    }
}

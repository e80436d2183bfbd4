package io.quarkiverse.mqtt5endpoint.faults;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.quarkiverse.mqtt5endpoint.testkit.Direction;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;

/**
 * Looks at the wire for what a server delivers again, and why, and for what it acknowledged to a publisher. An exchange
 * of QoS 2 is over when the server sent PUBREL: from then on it must not deliver the message again.
 */
final class Deliveries {

    /** A delivery, the latest of its number. */
    private record Delivery(int process, int packetId) {
    }

    /** One that gets messages, or one that publishes them. */
    private static final class Client {

        private final Map<Integer, Integer> numbers = new HashMap<>(); // by packet identifier
        private final Map<Integer, Delivery> latest = new HashMap<>(); // by number
        private final Set<Integer> over = new HashSet<>();
    }

    private final Map<String, Ledger> consumers;
    private final Map<String, Ledger> publishers;
    private final Map<Integer, String> clientIds = new HashMap<>(); // by connection
    private final Map<String, Client> clients = new HashMap<>();
    private final Set<Integer> resuming = new HashSet<>(); // connections

    private volatile int process;
    private volatile boolean publisherForgotten;

    /**
     * @param consumers by the id of the client that gets the messages
     * @param publishers by the id of the client that publishes the doubles of them
     */
    Deliveries(Map<String, Ledger> consumers, Map<String, Ledger> publishers) {
        this.consumers = consumers;
        this.publishers = publishers;
    }

    void nextProcess() {
        process++;
    }

    /** Whether a server forgot the session of a publisher, who then has to publish again. */
    boolean isPublisherForgotten() {
        return publisherForgotten;
    }

    /** A packet that the proxy let through. One thread. */
    void passed(Direction direction, ReceivedPacket packet) {
        if (packet.message() instanceof MqttConnectMessage connect) {
            clientIds.put(packet.connection(), connect.payload().clientIdentifier());
            if (!connect.variableHeader().isCleanSession()) {
                resuming.add(packet.connection());
            }
            return;
        }
        String clientId = clientIds.get(packet.connection());
        Client client = clients.computeIfAbsent(String.valueOf(clientId), id -> new Client());
        if (consumers.containsKey(clientId) && direction == Direction.DOWNSTREAM) {
            toConsumer(client, consumers.get(clientId), packet);
        } else if (publishers.containsKey(clientId)) {
            ofPublisher(client, publishers.get(clientId), direction, packet);
        }
    }

    private void toConsumer(Client client, Ledger ledger, ReceivedPacket packet) {
        switch (packet.type()) {
            case PUBREL -> {
                Integer number = client.numbers.get(packet.packetId());
                if (number != null) {
                    client.over.add(number);
                }
            }
            case PUBLISH -> {
                MqttPublishMessage publish = (MqttPublishMessage) packet.message();
                if (publish.fixedHeader().qosLevel().value() == 2) {
                    delivered(client, ledger, number(publish.payload()), packet.packetId());
                }
            }
            default -> {
            }
        }
    }

    private void delivered(Client client, Ledger ledger, int number, int packetId) {
        Delivery now = new Delivery(process, packetId);
        Delivery before = client.latest.put(number, now);
        client.numbers.put(packetId, number);
        if (client.over.remove(number)) {
            ledger.deliveredAgain(number, Ledger.Again.FORGOTTEN);
        } else if (before != null && before.process() != now.process()) {
            ledger.deliveredAgain(number, Ledger.Again.KILLED);
        } else if (before != null && before.packetId() != packetId) {
            ledger.deliveredAgain(number, Ledger.Again.RENUMBERED);
        }
    }

    private void ofPublisher(Client client, Ledger ledger, Direction direction, ReceivedPacket packet) {
        switch (packet.type()) {
            case CONNACK -> {
                boolean present = ((MqttConnAckMessage) packet.message()).variableHeader().isSessionPresent();
                publisherForgotten |= !present && resuming.contains(packet.connection());
            }
            case PUBLISH -> {
                MqttPublishMessage publish = (MqttPublishMessage) packet.message();
                int number = number(publish.payload()) / 2;
                if (direction == Direction.UPSTREAM && number >= 0 && packet.packetId() > 0) {
                    client.numbers.put(packet.packetId(), number);
                    if (!publish.fixedHeader().isDup()) {
                        ledger.passedOn(number);
                    }
                }
            }
            case PUBACK, PUBCOMP -> {
                Integer number = client.numbers.get(packet.packetId());
                if (direction == Direction.DOWNSTREAM && number != null) {
                    ledger.confirmed(number);
                }
            }
            default -> {
            }
        }
    }

    /** As text for one channel, as four bytes for the others. */
    private static int number(ByteBuf payload) {
        if (payload.readableBytes() == Integer.BYTES && payload.getByte(payload.readerIndex()) < '0') {
            return payload.getInt(payload.readerIndex());
        }
        return Integer.parseInt(payload.toString(StandardCharsets.UTF_8));
    }
}

package io.quarkiverse.mqtt5endpoint.faults;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.quarkiverse.mqtt5endpoint.testkit.Direction;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;

/**
 * Looks at the wire for what a server delivers again, and why, and for what it acknowledged to a publisher. An exchange
 * of QoS 2 is over when the server sent PUBREL: from then on it must not deliver the message again.
 * <p>
 * The payload says what a message is, so that one connection may serve several channels: a number as text, or the dead
 * letter of it; a number as four bytes, or its double.
 */
final class Deliveries {

    private static final int REFUSED = 0x80;

    /** A message, by what keeps account of it. */
    private record Numbered(Ledger ledger, int number) {
    }

    /** A delivery, the latest of its number. */
    private record Delivery(int process, int packetId) {
    }

    private static final class Client {

        private final Map<Integer, Numbered> published = new HashMap<>(); // by its own packet identifiers
        private final Map<Integer, Numbered> delivered = new HashMap<>(); // by the server's packet identifiers
        private final Map<Numbered, Delivery> latest = new HashMap<>();
        private final Set<Numbered> over = new HashSet<>();
        private boolean known;
    }

    private final Ledger texts;
    private final Ledger numbers;
    private final Map<Integer, String> clientIds = new HashMap<>(); // by connection
    private final Map<String, Client> clients = new HashMap<>();
    private final Set<Integer> resuming = new HashSet<>(); // connections

    private volatile int process;
    private volatile boolean sessionForgotten;

    /**
     * @param texts keeps account of numbers as text
     * @param numbers keeps account of numbers as four bytes
     */
    Deliveries(Ledger texts, Ledger numbers) {
        this.texts = texts;
        this.numbers = numbers;
    }

    void nextProcess() {
        process++;
    }

    /** Whether a server forgot a session; its client has to publish again what was in flight. */
    boolean isSessionForgotten() {
        return sessionForgotten;
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
        String clientId = String.valueOf(clientIds.get(packet.connection()));
        Client client = clients.computeIfAbsent(clientId, id -> new Client());
        if (direction == Direction.DOWNSTREAM) {
            fromServer(client, packet);
        } else if (packet.message() instanceof MqttPublishMessage publish) {
            published(client, publish, packet.packetId());
        }
    }

    private void fromServer(Client client, ReceivedPacket packet) {
        switch (packet.type()) {
            case CONNACK -> connected(client, packet);
            case PUBLISH -> {
                MqttPublishMessage publish = (MqttPublishMessage) packet.message();
                if (publish.fixedHeader().qosLevel().value() == 2) {
                    delivered(client, message(publish.payload(), 1), packet.packetId());
                }
            }
            case PUBREL -> {
                Numbered message = client.delivered.get(packet.packetId());
                if (message != null) {
                    client.over.add(message);
                }
            }
            case PUBACK, PUBREC, PUBCOMP -> answered(client.published.get(packet.packetId()), packet);
            default -> {
            }
        }
    }

    private void connected(Client client, ReceivedPacket packet) {
        boolean present = ((MqttConnAckMessage) packet.message()).variableHeader().isSessionPresent();
        sessionForgotten |= !present && client.known && resuming.contains(packet.connection());
        client.known = true;
    }

    private void delivered(Client client, Numbered message, int packetId) {
        Delivery now = new Delivery(process, packetId);
        Delivery before = client.latest.put(message, now);
        client.delivered.put(packetId, message);
        if (client.over.remove(message)) {
            message.ledger().deliveredAgain(message.number(), Ledger.Again.FORGOTTEN);
        } else if (before != null && before.process() != now.process()) {
            message.ledger().deliveredAgain(message.number(), Ledger.Again.KILLED);
        } else if (before != null && before.packetId() != packetId) {
            message.ledger().deliveredAgain(message.number(), Ledger.Again.RENUMBERED);
        }
    }

    private void published(Client client, MqttPublishMessage publish, int packetId) {
        Numbered message = message(publish.payload(), 2);
        if (message.number() >= 0 && packetId > 0) {
            client.published.put(packetId, message);
            if (!publish.fixedHeader().isDup()) {
                message.ledger().passedOn(message.number());
            }
        }
    }

    private void answered(Numbered message, ReceivedPacket packet) {
        if (message == null) {
            return;
        }
        if (packet.type() != MqttMessageType.PUBCOMP && packet.reasonCode() >= REFUSED) {
            message.ledger().refused(message.number());
        } else if (packet.type() != MqttMessageType.PUBREC) {
            message.ledger().confirmed(message.number());
        }
    }

    /** As text for one channel and in dead letters, as four bytes for the others. */
    private Numbered message(ByteBuf payload, int factor) {
        if (payload.readableBytes() == Integer.BYTES && payload.getByte(payload.readerIndex()) < '-') {
            return new Numbered(numbers, payload.getInt(payload.readerIndex()) / factor);
        }
        String text = payload.toString(StandardCharsets.UTF_8);
        return new Numbered(texts, Integer.parseInt(text.split(" ")[0]));
    }
}

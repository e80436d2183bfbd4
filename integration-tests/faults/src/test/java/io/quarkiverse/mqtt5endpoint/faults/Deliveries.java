package io.quarkiverse.mqtt5endpoint.faults;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.quarkiverse.mqtt5endpoint.testkit.Direction;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;

/**
 * Looks at the wire for messages of QoS 2 that a server delivers again, and finds out why. An exchange is over when the
 * server sent PUBREL: from then on it must not deliver the message again.
 */
final class Deliveries {

    /** A delivery, the latest of its number. */
    private record Delivery(int process, int packetId) {
    }

    private static final class Client {

        private final Map<Integer, Integer> numbers = new HashMap<>(); // by packet identifier
        private final Map<Integer, Delivery> latest = new HashMap<>(); // by number
        private final Set<Integer> over = new HashSet<>();
    }

    private final Map<String, Ledger> ledgers;
    private final Map<Integer, String> clientIds = new HashMap<>(); // by connection
    private final Map<String, Client> clients = new HashMap<>();

    private volatile int process;

    /**
     * @param ledgers by the id of the client that gets the messages
     */
    Deliveries(Map<String, Ledger> ledgers) {
        this.ledgers = ledgers;
    }

    void nextProcess() {
        process++;
    }

    /** A packet that the proxy let through. One thread. */
    void passed(Direction direction, ReceivedPacket packet) {
        if (packet.message() instanceof MqttConnectMessage connect) {
            clientIds.put(packet.connection(), connect.payload().clientIdentifier());
            return;
        }
        String clientId = clientIds.get(packet.connection());
        Ledger ledger = ledgers.get(clientId);
        if (ledger == null) {
            return;
        }
        Client client = clients.computeIfAbsent(clientId, id -> new Client());
        if (direction == Direction.DOWNSTREAM && packet.type() == MqttMessageType.PUBREL) {
            Integer number = client.numbers.get(packet.packetId());
            if (number != null) {
                client.over.add(number);
            }
        } else if (direction == Direction.DOWNSTREAM && packet.message() instanceof MqttPublishMessage publish
                && publish.fixedHeader().qosLevel().value() == 2) {
            delivered(client, ledger, number(publish.payload()), packet.packetId());
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

    /** As text for one channel, as four bytes for the other. */
    private static int number(ByteBuf payload) {
        if (payload.readableBytes() == Integer.BYTES && payload.getByte(payload.readerIndex()) < '0') {
            return payload.getInt(payload.readerIndex());
        }
        return Integer.parseInt(payload.toString(StandardCharsets.UTF_8));
    }
}

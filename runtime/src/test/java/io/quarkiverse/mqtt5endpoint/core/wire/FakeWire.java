package io.quarkiverse.mqtt5endpoint.core.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

/** A gate between a server and an engine that the test plays, packets written in hexadecimal digits. */
final class FakeWire {

    static final String NEW_SESSION = "2003000000";
    static final String RESUMED = "2003010000";
    static final String NO_PROPERTIES = "00";

    private static final int LARGEST_IDENTIFIER = 0x0FFFFFFF;

    final List<String> events = new ArrayList<>();
    final List<Integer> written = new ArrayList<>();
    final Set<Integer> withdrawn = new HashSet<>();
    final Set<Integer> postponed = new HashSet<>();
    PacketGate gate;
    EmbeddedChannel channel;
    int room = Integer.MAX_VALUE;
    int redeliveries;
    long now;

    private final PacketIdentifiers identifiers = new PacketIdentifiers();

    FakeWire() {
        gate = gate();
        channel = new EmbeddedChannel(gate);
    }

    void end() {
        channel.finishAndReleaseAll();
    }

    private PacketGate gate() {
        return new PacketGate(identifiers, 10_000, () -> now, incoming(), outgoing(), filter -> LARGEST_IDENTIFIER);
    }

    private IncomingPublishes.Owner incoming() {
        return new IncomingPublishes.Owner() {

            @Override
            public boolean hasRoom() {
                return room-- > 0;
            }

            @Override
            public void receiveMaximumExceeded() {
                events.add("receive maximum exceeded");
            }

            @Override
            public void identifierReused() {
                events.add("identifier reused");
            }

            @Override
            public void resent() {
                events.add("resent");
            }

            @Override
            public void comes(boolean redelivery, List<Integer> subscriptionIdentifiers) {
                redeliveries += redelivery ? 1 : 0;
                if (!subscriptionIdentifiers.isEmpty()) {
                    events.add("for " + subscriptionIdentifiers);
                }
            }

            @Override
            public void repaired(List<String> properties) {
                events.add("repaired " + properties);
            }
        };
    }

    private OutgoingPublishes.Owner outgoing() {
        return new OutgoingPublishes.Owner() {

            @Override
            public void publishWritten(int identifier) {
                written.add(identifier);
            }

            @Override
            public boolean isWithdrawn(int identifier) {
                return withdrawn.contains(identifier);
            }

            @Override
            public boolean isPostponed(int identifier) {
                return postponed.contains(identifier);
            }
        };
    }

    /** The connection ends, and another one of the same session begins. */
    void reconnect() {
        passed();
        channel.finishAndReleaseAll();
        gate = gate();
        channel = new EmbeddedChannel(gate);
    }

    static String publish(int qos, int identifier, String propertiesAndPayload) {
        return publish(0x30 | qos << 1, qos, identifier, propertiesAndPayload);
    }

    static String resent(int qos, int identifier) {
        return resent(qos, identifier, NO_PROPERTIES);
    }

    static String resent(int qos, int identifier, String propertiesAndPayload) {
        return publish(0x38 | qos << 1, qos, identifier, propertiesAndPayload);
    }

    private static String publish(int header, int qos, int identifier, String propertiesAndPayload) {
        String rest = "000174" + (qos == 0 ? "" : String.format("%04x", identifier)) + propertiesAndPayload;
        return String.format("%02x", header) + length(rest) + rest;
    }

    static String length(String hex) {
        return String.format("%02x", hex.length() / 2);
    }

    /** Bytes arrive from the server. */
    void receive(String hex) {
        channel.writeInbound(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
    }

    /** The engine writes a packet. */
    void send(String hex) {
        channel.writeOutbound(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
    }

    /** What the engine got since the last time. */
    List<String> passed() {
        return packets(channel::readInbound);
    }

    /** What the server got since the last time. */
    List<String> sent() {
        return packets(channel::readOutbound);
    }

    private static List<String> packets(Supplier<ByteBuf> source) {
        List<String> packets = new ArrayList<>();
        for (ByteBuf next = source.get(); next != null; next = source.get()) {
            packets.add(ByteBufUtil.hexDump(next));
            next.release();
        }
        return packets;
    }
}

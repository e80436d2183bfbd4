package io.quarkiverse.mqtt5endpoint.core.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/**
 * Passes messages of the server on to the engine: without what is malformed, once each, and not more than the engine can
 * take. Valid for a connection; on the loop only.
 */
public final class IncomingPublishes {

    /** Decides what the engine gets, and is notified of what it does not. */
    public interface Owner {

        /** Whether the engine can take one more message of QoS 1 or 2. */
        boolean hasRoom();

        /** The server sent more than the receive maximum allows. Once for each time that it begins to. */
        void receiveMaximumExceeded();

        /** A packet identifier stands for two messages: the engine ends the connection now. */
        void identifierReused();

        /** A message was sent once more on the same connection, and dropped here. */
        void resent();

        /**
         * A message comes next.
         *
         * @param redelivery whether the server may have sent it before
         * @param subscriptionIdentifiers empty for none
         */
        void comes(boolean redelivery, List<Integer> subscriptionIdentifiers);

        /** Properties of the message that comes next were taken out, or parts of its topic replaced. */
        void repaired(List<String> properties);
    }

    // More than that is no matter of a few messages: the engine ends the connection.
    private static final int MOST_HELD_BACK = 65535;

    private final PacketIdentifiers identifiers;
    private final Owner owner;
    private final Deque<ByteBuf> heldBack = new ArrayDeque<>();

    IncomingPublishes(PacketIdentifiers identifiers, Owner owner) {
        this.identifiers = identifiers;
        this.owner = owner;
    }

    void received(ChannelHandlerContext ctx, ByteBuf packet) {
        PublishFrame frame = PublishFrame.of(packet);
        if (frame == null) {
            ctx.fireChannelRead(packet);
        } else if (frame.qos() == 0 || isWanted(frame)) {
            forwardOrHoldBack(ctx, frame, packet);
        } else {
            packet.release();
        }
    }

    /** Whether the engine gets it: also one that it ends the connection for. */
    private boolean isWanted(PublishFrame frame) {
        PacketIdentifiers.Meaning meaning = identifiers.published(frame.identifier(), frame.qos(), frame.dup());
        if (meaning == PacketIdentifiers.Meaning.REUSED) {
            owner.identifierReused();
        } else if (meaning == PacketIdentifiers.Meaning.RESENT) {
            owner.resent();
        }
        return meaning != PacketIdentifiers.Meaning.RESENT;
    }

    private void forwardOrHoldBack(ChannelHandlerContext ctx, PublishFrame frame, ByteBuf packet) {
        boolean waits = !heldBack.isEmpty() || frame.qos() > 0 && !owner.hasRoom();
        if (!waits || heldBack.size() >= MOST_HELD_BACK) {
            forward(ctx, frame, packet);
            return;
        }
        if (heldBack.isEmpty()) {
            owner.receiveMaximumExceeded();
        }
        heldBack.add(packet);
    }

    private void forward(ChannelHandlerContext ctx, PublishFrame frame, ByteBuf packet) {
        owner.comes(frame.dup(), SubscriptionIdentifiers.of(packet, frame));
        List<String> bad = new ArrayList<>(0);
        if (TopicRepair.repair(packet, frame)) {
            bad.add("topic");
        }
        ByteBuf whole = frame.hasProperties() ? withoutMalformed(packet, frame, bad) : packet;
        if (!bad.isEmpty()) {
            owner.repaired(bad);
        }
        ctx.fireChannelRead(whole);
    }

    private static ByteBuf withoutMalformed(ByteBuf packet, PublishFrame frame, List<String> bad) {
        PropertyFilter filter = PropertyFilter.of(packet, frame);
        if (filter.names().isEmpty()) {
            return packet;
        }
        bad.addAll(filter.names());
        ByteBuf repaired = filter.repaired();
        packet.release();
        return repaired;
    }

    /** The engine can take more. */
    void roomFreed(ChannelHandlerContext ctx) {
        if (!heldBack.isEmpty()) {
            ctx.executor().execute(() -> forwardHeldBack(ctx));
        }
    }

    private void forwardHeldBack(ChannelHandlerContext ctx) {
        while (!heldBack.isEmpty() && owner.hasRoom()) {
            ByteBuf next = heldBack.poll();
            forward(ctx, PublishFrame.of(next), next);
        }
        // What the engine writes meanwhile is flushed at the end of a read.
        ctx.fireChannelReadComplete();
    }

    void release() {
        heldBack.forEach(ByteBuf::release);
        heldBack.clear();
    }
}

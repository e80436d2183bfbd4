package io.quarkiverse.mqtt5endpoint.core.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * Stands between the network and the engine, and spares it what it would end the connection for although the session
 * could go on: properties that a publisher wrote wrongly, messages that are resent, and more messages than the receive
 * maximum allows, which wait here. One for each connection; on the loop only.
 */
public final class PacketGate extends ChannelDuplexHandler {

    /** Who decides, and who wants to know. */
    public interface Owner {

        /** Whether the engine can take one more message of QoS 1 or 2. */
        boolean hasRoom();

        /** The server sent more than the receive maximum allows. Once for each time that it begins to. */
        void receiveMaximumExceeded();

        /** A packet identifier stands for two messages: the engine ends the connection now. */
        void identifierReused();

        /** A message was sent once more on the same connection, and dropped here. */
        void resent();

        /** Properties of a message were taken out. */
        void repaired(List<String> properties);

        /** A message of QoS 1 or 2 is written for the first time. */
        void publishWritten(int identifier);

        /** Whether this message of QoS 1 or 2 is not to be sent any more. */
        boolean isWithdrawn(int identifier);

        /** Whether this message of QoS 1 or 2 has to wait for {@link #resumePublishing()}. */
        boolean isPostponed(int identifier);
    }

    private static final int CONNACK = 2;
    private static final int PUBLISH = 3;
    private static final int PUBACK = 4;
    private static final int PUBREC = 5;
    private static final int PUBREL = 6;
    private static final int PINGREQ = 12;
    private static final int PINGRESP_PACKET = 0xD000;
    private static final int FIXED_HEADER = 2;
    private static final int FIRST_ERROR = 0x80;
    // More than that is no matter of a few messages: the engine ends the connection.
    private static final int MOST_HELD_BACK = 65535;

    private final PacketIdentifiers identifiers;
    private final int maximumPacketSize;
    private final LongSupplier clock;
    private final Owner owner;
    private final Deque<ByteBuf> heldBack = new ArrayDeque<>();
    private final Deque<ByteBuf> postponed = new ArrayDeque<>();
    private final WithdrawnPublishes withdrawn = new WithdrawnPublishes();

    private ChannelHandlerContext context;
    private ByteBuf incomplete;
    private SignsOfLife arriving;
    private SignsOfLife leaving;
    private long written;
    private long flushed;

    // valid once there was a CONNACK
    private boolean watches;

    /**
     * @param identifiers those of the session
     * @param clock nanoseconds from an arbitrary origin
     */
    public PacketGate(PacketIdentifiers identifiers, int maximumPacketSize, LongSupplier clock, Owner owner) {
        this.identifiers = identifiers;
        this.maximumPacketSize = maximumPacketSize;
        this.clock = clock;
        this.owner = owner;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        arriving = new SignsOfLife(clock.getAsLong());
        leaving = new SignsOfLife(clock.getAsLong());
    }

    /** Closes the connection. */
    public void close() {
        context.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        ByteBuf bytes = (ByteBuf) read;
        arriving.moved(bytes.readableBytes());
        incomplete = incomplete == null ? bytes
                : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), incomplete, bytes);
        for (int size = nextPacket(); size > 0; size = nextPacket()) {
            packet(ctx, incomplete.readRetainedSlice(size));
        }
        if (incomplete != null && !incomplete.isReadable()) {
            incomplete.release();
            incomplete = null;
        }
        if (incomplete != null && watches && arriving.isOne(clock.getAsLong())) {
            // The engine, which sees whole packets only, takes it for what it waits for.
            ctx.fireChannelRead(ctx.alloc().buffer(FIXED_HEADER).writeShort(PINGRESP_PACKET));
        }
    }

    /** How many bytes the next packet has, if all of them are there; else 0. */
    private int nextPacket() {
        if (incomplete == null || incomplete.readableBytes() < FIXED_HEADER) {
            return 0;
        }
        int lengthOfLength = VariableByteInteger.lengthAt(incomplete, incomplete.readerIndex() + 1);
        if (lengthOfLength == 0) {
            // What can't be right is the engine's to refuse.
            return VariableByteInteger.isTooLongAt(incomplete, incomplete.readerIndex() + 1) ? incomplete.readableBytes() : 0;
        }
        int size = 1 + lengthOfLength + VariableByteInteger.valueAt(incomplete, incomplete.readerIndex() + 1);
        return size <= incomplete.readableBytes() ? size : size > maximumPacketSize ? incomplete.readableBytes() : 0;
    }

    private void packet(ChannelHandlerContext ctx, ByteBuf packet) {
        int first = packet.readerIndex();
        switch (packet.getByte(first) >> 4 & 0xF) {
            case PUBLISH -> publish(ctx, packet);
            case PUBREL -> {
                identifiers.released(identifier(packet, first + 1));
                ctx.fireChannelRead(packet);
            }
            case CONNACK -> {
                watches = true;
                identifiers.connected(packet.readableBytes() > FIXED_HEADER && (packet.getByte(first + FIXED_HEADER) & 1) == 1);
                ctx.fireChannelRead(packet);
            }
            default -> ctx.fireChannelRead(packet);
        }
    }

    private static int identifier(ByteBuf packet, int atLength) {
        int at = atLength + VariableByteInteger.lengthAt(packet, atLength);
        return at + 2 <= packet.writerIndex() ? packet.getUnsignedShort(at) : 0;
    }

    private void publish(ChannelHandlerContext ctx, ByteBuf packet) {
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

    private void forward(ChannelHandlerContext ctx, PublishFrame frame, ByteBuf packet) {
        ctx.fireChannelRead(frame.hasProperties() ? repaired(packet, frame) : packet);
    }

    private ByteBuf repaired(ByteBuf packet, PublishFrame frame) {
        PropertyFilter filter = PropertyFilter.of(packet, frame);
        List<String> bad = filter.names();
        if (bad.isEmpty()) {
            return packet;
        }
        owner.repaired(bad);
        ByteBuf repaired = filter.repaired();
        packet.release();
        return repaired;
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

    /** The engine can take more. */
    public void roomFreed() {
        if (!heldBack.isEmpty()) {
            context.executor().execute(this::forwardHeldBack);
        }
    }

    private void forwardHeldBack() {
        while (!heldBack.isEmpty() && owner.hasRoom()) {
            ByteBuf next = heldBack.poll();
            forward(context, PublishFrame.of(next), next);
        }
        // What the engine writes meanwhile is flushed at the end of a read.
        context.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf packet && packet.isReadable()) {
            int type = packet.getByte(packet.readerIndex()) >> 4 & 0xF;
            if (type == PUBACK || type == PUBREC) {
                acknowledged(packet);
            } else if (type == PUBLISH) {
                publish(ctx, packet, promise);
                return;
            } else if (type == PINGREQ && isLeaving(ctx)) {
                packet.release();
                promise.trySuccess();
                ctx.executor().execute(() -> receive(ctx, ctx.alloc().buffer(FIXED_HEADER).writeShort(PINGRESP_PACKET)));
                return;
            }
        }
        write(ctx, (ByteBuf) message, promise);
    }

    private void write(ChannelHandlerContext ctx, ByteBuf packet, ChannelPromise promise) {
        written += packet.readableBytes();
        ctx.write(packet, promise);
    }

    /** Whether a large message is on its way out, and moves: PINGREQ would wait behind it, and tell the server nothing more. */
    private boolean isLeaving(ChannelHandlerContext ctx) {
        ChannelOutboundBuffer buffer = ctx.channel().unsafe().outboundBuffer();
        long pending = buffer == null ? 0 : buffer.totalPendingWriteBytes();
        leaving.moved(written - pending - flushed);
        flushed = written - pending;
        return pending > 0 && leaving.isOne(clock.getAsLong());
    }

    private static void receive(ChannelHandlerContext ctx, ByteBuf packet) {
        ctx.fireChannelRead(packet);
        ctx.fireChannelReadComplete();
    }

    private void publish(ChannelHandlerContext ctx, ByteBuf packet, ChannelPromise promise) {
        PublishFrame frame = PublishFrame.of(packet);
        if (frame == null || frame.qos() == 0) {
            write(ctx, frame == null ? packet : withdrawn.understood(packet, frame), promise);
            return;
        }
        if (!frame.dup()) {
            owner.publishWritten(frame.identifier());
        }
        if (postponed.isEmpty() && !owner.isPostponed(frame.identifier())) {
            writeOrWithdraw(ctx, frame, packet, promise);
        } else {
            postponed.add(packet);
            promise.trySuccess();
        }
    }

    private void writeOrWithdraw(ChannelHandlerContext ctx, PublishFrame frame, ByteBuf packet, ChannelPromise promise) {
        if (owner.isWithdrawn(frame.identifier())) {
            withdrawn.withdraw(packet, frame);
            packet.release();
            promise.trySuccess();
            answerFor(ctx, frame);
        } else {
            write(ctx, withdrawn.understood(packet, frame), promise);
        }
    }

    /** Messages that had to wait may be sent. */
    public void resumePublishing() {
        for (ByteBuf next = postponed.peek(); next != null; next = postponed.peek()) {
            PublishFrame frame = PublishFrame.of(next);
            if (owner.isPostponed(frame.identifier())) {
                break;
            }
            writeOrWithdraw(context, frame, postponed.poll(), context.newPromise());
        }
        context.flush();
    }

    /**
     * The engine lets go of the message as if the server had it. At QoS 2 that leads to PUBREL, which is right whether the
     * server had it or not (MQTT 5, 3.7.2.1).
     */
    private static void answerFor(ChannelHandlerContext ctx, PublishFrame frame) {
        ByteBuf answer = ctx.alloc().buffer(FIXED_HEADER + 2).writeByte((frame.qos() == 1 ? PUBACK : PUBREC) << 4)
                .writeByte(2).writeShort(frame.identifier());
        ctx.executor().execute(() -> receive(ctx, answer));
    }

    private void acknowledged(ByteBuf packet) {
        int reasonCode = packet.readerIndex() + FIXED_HEADER + 2;
        boolean error = reasonCode < packet.writerIndex() && packet.getUnsignedByte(reasonCode) >= FIRST_ERROR;
        identifiers.acknowledged(identifier(packet, packet.readerIndex() + 1), error);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        releaseAll();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        releaseAll();
    }

    private void releaseAll() {
        heldBack.forEach(ByteBuf::release);
        heldBack.clear();
        postponed.forEach(ByteBuf::release);
        postponed.clear();
        if (incomplete != null) {
            incomplete.release();
            incomplete = null;
        }
    }
}

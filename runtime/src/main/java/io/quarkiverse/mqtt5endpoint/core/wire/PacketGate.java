package io.quarkiverse.mqtt5endpoint.core.wire;

import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Stands between the network and the engine, and spares it what it would end the connection for although the session
 * could go on: properties that a publisher wrote wrongly, messages that are resent, and more messages than the receive
 * maximum allows, which wait here. One for each connection; on the loop only.
 */
public final class PacketGate extends ChannelDuplexHandler {

    private static final int FIRST_ERROR = 0x80;

    private final PacketIdentifiers identifiers;
    private final PacketSplitter packets;
    private final BytesArriving arriving;
    private final BytesLeaving leaving;
    private final IncomingPublishes incoming;
    private final OutgoingPublishes outgoing;
    private final ToIntFunction<String> subscriptions;

    private ChannelHandlerContext context;

    /**
     * @param identifiers those of the session
     * @param clock nanoseconds from an arbitrary origin
     * @param subscriptions the Subscription Identifier that a filter is to have
     */
    public PacketGate(PacketIdentifiers identifiers, int maximumPacketSize, LongSupplier clock,
            IncomingPublishes.Owner incoming, OutgoingPublishes.Owner outgoing,
            ToIntFunction<String> subscriptions) {
        this.identifiers = identifiers;
        this.packets = new PacketSplitter(maximumPacketSize);
        this.arriving = new BytesArriving(clock);
        this.leaving = new BytesLeaving(clock);
        this.incoming = new IncomingPublishes(identifiers, incoming);
        this.outgoing = new OutgoingPublishes(outgoing, leaving);
        this.subscriptions = subscriptions;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    /** Closes the connection. */
    public void close() {
        context.close();
    }

    /** How many bytes came, apart from answers to pings, which say nothing about the session. */
    public long bytesReceived() {
        return arriving.total();
    }

    /** The engine can take more messages. */
    public void roomFreed() {
        incoming.roomFreed(context);
    }

    /** Messages that had to wait may be sent. */
    public void resumePublishing() {
        outgoing.resume(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        ByteBuf bytes = (ByteBuf) read;
        int size = bytes.readableBytes();
        arriving.count(size);
        packets.add(ctx.alloc(), bytes);
        for (ByteBuf packet = packets.next(); packet != null; packet = packets.next()) {
            received(ctx, packet);
        }
        arriving.arrived(size);
        if (packets.isInTheMiddle() && arriving.areMoving()) {
            // The engine, which sees whole packets only, takes it for what it waits for.
            ctx.fireChannelRead(Packets.pingResp(ctx));
        }
    }

    private void received(ChannelHandlerContext ctx, ByteBuf packet) {
        switch (Packets.type(packet)) {
            case Packets.PUBLISH -> incoming.received(ctx, packet);
            case Packets.PUBREL -> {
                identifiers.released(Packets.identifier(packet));
                ctx.fireChannelRead(packet);
            }
            case Packets.CONNACK -> {
                arriving.connected();
                identifiers.connected(isSessionPresent(packet));
                ctx.fireChannelRead(packet);
            }
            case Packets.PINGRESP -> {
                arriving.discount(packet.readableBytes());
                ctx.fireChannelRead(packet);
            }
            default -> ctx.fireChannelRead(packet);
        }
    }

    private static boolean isSessionPresent(ByteBuf connAck) {
        return connAck.readableBytes() > Packets.FIXED_HEADER
                && (connAck.getByte(connAck.readerIndex() + Packets.FIXED_HEADER) & 1) == 1;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ByteBuf packet = (ByteBuf) message;
        switch (packet.isReadable() ? Packets.type(packet) : 0) {
            case Packets.PUBLISH -> outgoing.write(ctx, packet, promise);
            case Packets.PINGREQ -> ping(ctx, packet, promise);
            case Packets.SUBSCRIBE -> leaving.write(ctx, SubscriptionIdentifiers.ofFilter(packet, subscriptions), promise);
            case Packets.PUBACK, Packets.PUBREC -> {
                acknowledged(packet);
                leaving.write(ctx, packet, promise);
            }
            default -> leaving.write(ctx, packet, promise);
        }
    }

    private void ping(ChannelHandlerContext ctx, ByteBuf packet, ChannelPromise promise) {
        if (leaving.areMoving(ctx.channel())) {
            packet.release();
            promise.trySuccess();
            Packets.receiveLater(ctx, Packets.pingResp(ctx));
        } else {
            leaving.write(ctx, packet, promise);
        }
    }

    private void acknowledged(ByteBuf packet) {
        int reasonCode = packet.readerIndex() + Packets.FIXED_HEADER + 2;
        boolean error = reasonCode < packet.writerIndex() && packet.getUnsignedByte(reasonCode) >= FIRST_ERROR;
        identifiers.acknowledged(Packets.identifier(packet), error);
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
        incoming.release();
        outgoing.release();
        packets.release();
    }
}

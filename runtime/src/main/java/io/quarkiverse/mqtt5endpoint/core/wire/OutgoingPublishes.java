package io.quarkiverse.mqtt5endpoint.core.wire;

import java.util.ArrayDeque;
import java.util.Deque;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Passes messages of the engine on to the server, unless they have to wait or are not to be sent any more. Valid for a
 * connection; on the loop only.
 */
public final class OutgoingPublishes {

    /** Decides what the server gets. */
    public interface Owner {

        /** A message of QoS 1 or 2 is written for the first time. */
        void publishWritten(int identifier);

        /** Whether this message of QoS 1 or 2 is not to be sent any more. */
        boolean isWithdrawn(int identifier);

        /** Whether this message of QoS 1 or 2 has to wait for {@link PacketGate#resumePublishing()}. */
        boolean isPostponed(int identifier);
    }

    private final Owner owner;
    private final BytesLeaving leaving;
    private final Deque<ByteBuf> postponed = new ArrayDeque<>();
    private final WithdrawnPublishes withdrawn = new WithdrawnPublishes();

    OutgoingPublishes(Owner owner, BytesLeaving leaving) {
        this.owner = owner;
        this.leaving = leaving;
    }

    void write(ChannelHandlerContext ctx, ByteBuf packet, ChannelPromise promise) {
        PublishFrame frame = PublishFrame.of(packet);
        if (frame == null || frame.qos() == 0) {
            leaving.write(ctx, frame == null ? packet : withdrawn.understood(packet, frame), promise);
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
            leaving.write(ctx, withdrawn.understood(packet, frame), promise);
        }
    }

    /**
     * The engine lets go of the message as if the server had it. At QoS 2 that leads to PUBREL, which is right whether the
     * server had it or not (MQTT 5, 3.7.2.1).
     */
    private static void answerFor(ChannelHandlerContext ctx, PublishFrame frame) {
        int type = frame.qos() == 1 ? Packets.PUBACK : Packets.PUBREC;
        Packets.receiveLater(ctx, Packets.acknowledgement(ctx, type, frame.identifier()));
    }

    /** Messages that had to wait may be sent. */
    void resume(ChannelHandlerContext ctx) {
        for (ByteBuf next = postponed.peek(); next != null; next = postponed.peek()) {
            PublishFrame frame = PublishFrame.of(next);
            if (owner.isPostponed(frame.identifier())) {
                break;
            }
            writeOrWithdraw(ctx, frame, postponed.poll(), ctx.newPromise());
        }
        ctx.flush();
    }

    void release() {
        postponed.forEach(ByteBuf::release);
        postponed.clear();
    }
}

package io.quarkiverse.mqtt5endpoint.benchmarks.responder;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;

/** Splits what a client sends into packets. */
final class PacketDecoder extends ByteToMessageDecoder {

    private final Conversation conversation;

    PacketDecoder(Conversation conversation) {
        this.conversation = conversation;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        conversation.opened(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) throws Exception {
        conversation.read();
        super.channelRead(ctx, bytes);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> none) {
        int start = in.readerIndex();
        if (in.readableBytes() < 2) {
            return;
        }
        int header = in.readUnsignedByte();
        int length = Variable.read(in);
        if (length < 0 || in.readableBytes() < length) {
            in.readerIndex(start);
        } else {
            conversation.packet(header, in.readSlice(length));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        conversation.allRead();
        super.channelReadComplete(ctx);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        conversation.wrong(cause.getCause() instanceof WrongClientException wrong ? wrong : cause);
        ctx.close();
    }
}

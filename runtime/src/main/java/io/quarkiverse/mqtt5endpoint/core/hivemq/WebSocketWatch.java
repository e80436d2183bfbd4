package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.util.function.Consumer;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.OneLine;

/** Reports why the server closes a WebSocket: the client closes as well, and does not tell. */
final class WebSocketWatch extends ChannelInboundHandlerAdapter {

    private static final int NO_CODE = -1;

    private final Consumer<String> closed;

    /**
     * @param closed gets a sentence without a beginning, in one line
     */
    WebSocketWatch(Consumer<String> closed) {
        this.closed = closed;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof CloseWebSocketFrame close) {
            closed.accept(text(close.statusCode(), close.reasonText()));
        }
        ctx.fireChannelRead(message);
    }

    private static String text(int code, String reason) {
        return "it closed the WebSocket with " + (code == NO_CODE ? "no code" : "code " + code)
                + (reason.isEmpty() ? "" : ": " + OneLine.of(reason));
    }
}

package io.quarkiverse.mqtt5endpoint.testkit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;

/** Takes the packets of one client out of Netty; records first, so that what a client knows to be answered is recorded. */
final class ScriptedHandler extends SimpleChannelInboundHandler<MqttMessage> {

    private final ClientConnection connection;
    private final ScriptedServer server;

    ScriptedHandler(ClientConnection connection, ScriptedServer server) {
        this.connection = connection;
        this.server = server;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
        if (message.decoderResult().isFailure()) {
            failed(message.decoderResult().cause());
            return;
        }
        ReceivedPacket packet = ReceivedPacket.copyOf(connection.number(), message);
        if (message instanceof MqttConnectMessage connect) {
            connection.connected(connect.payload().clientIdentifier());
        }
        server.record(packet);
        server.answer(connection, packet);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        server.closed(connection);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failed(cause);
    }

    private void failed(Throwable cause) {
        server.failed(cause);
        connection.close();
    }
}

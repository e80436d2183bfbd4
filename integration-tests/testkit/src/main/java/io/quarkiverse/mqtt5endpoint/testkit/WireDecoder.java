package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.Optional;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;

/** Decodes whole packets of both directions of one connection. */
final class WireDecoder implements AutoCloseable {

    // Netty's decoder sets it when it sees a CONNECT; here it may see the server's packets only
    private static final AttributeKey<MqttVersion> VERSION = AttributeKey.valueOf("NETTY_CODEC_MQTT_VERSION");

    private static final int MAX_CLIENT_ID = 65_535;

    private final int connection;
    private EmbeddedChannel channel = newChannel();

    WireDecoder(int connection) {
        this.connection = connection;
    }

    /** The packet, or nothing when these bytes aren't one. */
    Optional<ReceivedPacket> decode(byte[] packet) {
        channel.writeInbound(Unpooled.wrappedBuffer(packet));
        MqttMessage message = channel.readInbound();
        if (message == null || message.decoderResult().isFailure()) {
            channel.finishAndReleaseAll(); // a decoder that failed once decodes no more
            channel = newChannel();
            return Optional.empty();
        }
        try {
            return Optional.of(ReceivedPacket.copyOf(connection, message));
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
    }

    private static EmbeddedChannel newChannel() {
        EmbeddedChannel channel = new EmbeddedChannel(new MqttDecoder(Integer.MAX_VALUE, MAX_CLIENT_ID));
        channel.attr(VERSION).set(MqttVersion.MQTT_5);
        return channel;
    }
}

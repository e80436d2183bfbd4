package io.quarkiverse.mqtt5endpoint.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;

/** One client's connection to a {@link ScriptedServer}. Methods return when the bytes are with the network. */
public final class ClientConnection {

    private final int number;
    private final Channel channel;
    private final EventLoopThread loop;
    private final AckGate acks;

    // event loop only
    private int lastPacketId;

    private volatile String clientId;

    ClientConnection(int number, Channel channel, EventLoopThread loop, AckGate acks) {
        this.number = number;
        this.channel = channel;
        this.loop = loop;
        this.acks = acks;
    }

    /** The number of this TCP connection, from 1. */
    public int number() {
        return number;
    }

    /** The client id of the CONNECT, {@code null} before it. */
    public String clientId() {
        return clientId;
    }

    /** Whether the TCP connection is open. */
    public boolean isOpen() {
        return channel.isActive();
    }

    /** Sends packets in one write. */
    public void send(MqttMessage... packets) {
        loop.run(() -> {
            for (MqttMessage packet : packets) {
                channel.write(packet).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
            }
            channel.flush();
        });
    }

    /** Sends bytes as they are. */
    public void sendRaw(byte[] bytes) {
        // before the encoder, which takes packets only
        loop.run(() -> channel.pipeline().firstContext().writeAndFlush(Unpooled.wrappedBuffer(bytes)));
    }

    /** Sends a PUBLISH with the next free packet identifier, which it returns; 0 at QoS 0. */
    public int publish(String topic, String payload, int qos) {
        return loop.call(() -> {
            int packetId = qos == 0 ? 0 : nextPacketId();
            send(Packets.publish(topic, payload, qos, packetId));
            return packetId;
        });
    }

    /** Sends a PUBLISH; {@code properties} may be {@code null}. */
    public void publish(String topic, byte[] payload, int qos, boolean retain, MqttProperties properties, int packetId,
            boolean dup) {
        send(Packets.publish(topic, payload, qos, retain, properties, packetId, dup));
    }

    /** Sends a DISCONNECT and closes; {@code properties} may be {@code null}. */
    public void disconnect(int reasonCode, MqttProperties properties) {
        loop.run(() -> {
            send(Packets.disconnect(reasonCode, properties));
            channel.close();
        });
        loop.settle();
    }

    /** Closes the TCP connection. */
    public void close() {
        loop.run(channel::close);
        loop.settle();
    }

    /** Resets the TCP connection. */
    public void reset() {
        loop.run(() -> {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        });
        loop.settle();
    }

    /** Sends an acknowledgement, or holds it, see {@link ScriptedServer#holdAcks()}. */
    void acknowledge(MqttMessage acknowledgement) {
        acks.pass(() -> send(acknowledgement));
    }

    void schedule(Duration delay, Runnable task) {
        channel.eventLoop().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    void connected(String clientId) {
        this.clientId = clientId;
    }

    private int nextPacketId() {
        lastPacketId = lastPacketId % 0xFFFF + 1;
        return lastPacketId;
    }
}

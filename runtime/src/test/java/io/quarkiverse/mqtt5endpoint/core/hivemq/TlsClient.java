package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.quarkiverse.mqtt5endpoint.core.tls.TlsMaterial;
import io.reactivex.schedulers.Schedulers;

/** The bare engine, for one connection with TLS. */
public final class TlsClient {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TlsClient() {
    }

    /** Connects to loopback, where the host is supposed to be, and disconnects. */
    public static void connect(TlsMaterial material, String host, int port) {
        // Not on the engine's own threads, which no other test wants to see.
        EventLoopGroup loops = new NioEventLoopGroup(1, new DefaultThreadFactory("tls-client", true));
        try {
            connect(material, loopback(host, port), loops);
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    private static void connect(TlsMaterial material, InetSocketAddress address, EventLoopGroup loops) {
        Mqtt5BlockingClient client = Mqtt5Client.builder().identifier("tls-test")
                .transportConfig(MqttClientTransportConfig.builder().serverAddress(address)
                        .sslConfig(EngineTls.config(material, PATIENCE)).build())
                .executorConfig().nettyExecutor(loops).applicationScheduler(Schedulers.trampoline()).applyExecutorConfig()
                .buildBlocking();
        client.connect();
        client.disconnect();
    }

    private static InetSocketAddress loopback(String host, int port) {
        try {
            return new InetSocketAddress(NetUtil.isValidIpV4Address(host) ? InetAddress.getByName(host)
                    : InetAddress.getByAddress(host, new byte[] { 127, 0, 0, 1 }), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}

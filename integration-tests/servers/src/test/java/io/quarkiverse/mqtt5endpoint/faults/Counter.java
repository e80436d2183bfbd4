package io.quarkiverse.mqtt5endpoint.faults;

import java.nio.ByteBuffer;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.ToIntFunction;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;

import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

/**
 * Takes the numbers of a topic, four bytes each, over a session that outlives connections and servers. At QoS 1, as
 * Artemis can stop sending QoS 2, and with a new client for each connection, as one that connects again has its traps.
 */
final class Counter implements AutoCloseable {

    private static final long PAUSE_MILLIS = 200;

    private final MqttServer server;
    private final String topic;
    private final Consumer<byte[]> payloads;
    private final ScheduledExecutorService connector = Executors.newSingleThreadScheduledExecutor();

    private volatile boolean closed;
    private volatile Mqtt5AsyncClient client;

    private Counter(MqttServer server, String topic, Consumer<byte[]> payloads) {
        this.server = server;
        this.topic = topic;
        this.payloads = payloads;
    }

    /** Directly at the server; it has subscribed when this returns. */
    static Counter of(MqttServer server, String topic, IntConsumer numbers) {
        return of(server, topic, payload -> ByteBuffer.wrap(payload).getInt(), numbers);
    }

    /** The same for other payloads than four bytes. */
    static Counter of(MqttServer server, String topic, ToIntFunction<byte[]> number, IntConsumer numbers) {
        Counter counter = new Counter(server, topic, payload -> numbers.accept(number.applyAsInt(payload)));
        counter.connect();
        counter.client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send().join();
        return counter;
    }

    private void connect() {
        client = Mqtt5Client.builder().serverHost(server.host()).serverPort(server.port())
                .identifier("counter-of-" + topic.replace('/', '-'))
                .addDisconnectedListener(lost -> connectAgain()).buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL,
                publish -> payloads.accept(publish.getPayloadAsBytes()));
        client.connectWith().cleanStart(false).sessionExpiryInterval(86_400).keepAlive(5).send()
                .exceptionally(failure -> null) // the listener hears of it, too
                .join();
    }

    private void connectAgain() {
        if (!closed) {
            connector.schedule(this::connect, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        closed = true;
        connector.shutdownNow();
        client.disconnect();
    }
}

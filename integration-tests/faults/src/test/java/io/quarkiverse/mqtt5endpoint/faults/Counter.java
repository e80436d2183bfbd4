package io.quarkiverse.mqtt5endpoint.faults;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;

import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

/**
 * Takes the numbers of a topic, four bytes each, over a session that outlives connections and servers. At QoS 1, as
 * Artemis can stop sending QoS 2.
 */
final class Counter implements AutoCloseable {

    private final Mqtt5AsyncClient client;

    private Counter(Mqtt5AsyncClient client) {
        this.client = client;
    }

    /** Directly at the server. */
    static Counter of(MqttServer server, String topic, IntConsumer numbers) {
        Mqtt5AsyncClient client = Mqtt5Client.builder().serverHost(server.host()).serverPort(server.port())
                .identifier("counter-of-" + topic.replace('/', '-'))
                .automaticReconnect().initialDelay(100, TimeUnit.MILLISECONDS).maxDelay(500, TimeUnit.MILLISECONDS)
                .applyAutomaticReconnect().buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL,
                publish -> numbers.accept(ByteBuffer.wrap(publish.getPayloadAsBytes()).getInt()));
        client.connectWith().cleanStart(false).sessionExpiryInterval(86_400).keepAlive(5).send().join();
        client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send().join();
        return new Counter(client);
    }

    @Override
    public void close() {
        client.disconnect();
    }
}

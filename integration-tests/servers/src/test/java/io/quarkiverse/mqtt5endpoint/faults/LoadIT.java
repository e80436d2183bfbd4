package io.quarkiverse.mqtt5endpoint.faults;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;

import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;

/**
 * Many small messages in, processed and out again at QoS 1, through an application with a small heap. As many as
 * {@code -Dload.messages} says. On Artemis, which keeps the receive maximum when it has more to send, so that nothing
 * comes twice.
 */
class LoadIT {

    // On their way at a time: many times the window, and no more, so that the server's memory is not what is measured.
    private static final int UNDER_WAY = 20_000;
    private static final int MESSAGES = Integer.getInteger("load.messages", 50_000);

    private final BitSet seen = new BitSet(MESSAGES);
    private final AtomicInteger twice = new AtomicInteger();
    private final Semaphore underWay = new Semaphore(UNDER_WAY);
    private final CountDownLatch missing = new CountDownLatch(MESSAGES);

    @Test
    void eachMessageIsProcessedOnceInAFlatHeap() throws Exception {
        try (ArtemisServer server = ArtemisServer.started();
                Application application = Application.start(server, Heap.OPTIONS)) {
            application.awaitLine("Channel `numbers` subscribed to");
            Mqtt5AsyncClient subscriber = subscriber(server);
            Heap heap = Heap.of(application);
            long began = System.nanoTime();
            try (MqttCompanion publisher = MqttCompanion.connect(server, "publisher")) {
                publisher.publish(MESSAGES, i -> TestMessage.to("numbers").payload(next(i))).awaitCompletion();
            }
            boolean complete = missing.await(2 + MESSAGES / 1000, TimeUnit.SECONDS);
            double seconds = (System.nanoTime() - began) / 1e9;
            subscriber.disconnect().join();
            String result = "%,d messages in %.1f s (%,.0f/s), missing %d, twice %d".formatted(MESSAGES, seconds,
                    MESSAGES / seconds, missing.getCount(), twice.get());
            String warnings = application.lines().stream().filter(line -> line.contains("MQTT5E")).collect(joining("\n"));
            assertThat(complete).as("all messages came\n" + warnings).isTrue();
            assertThat(twice).as(warnings).hasValue(0);
            heap.assertFlat(result);
            application.terminate();
        }
    }

    private Mqtt5AsyncClient subscriber(ArtemisServer server) {
        Mqtt5AsyncClient client = Mqtt5Client.builder().serverHost(server.host()).serverPort(server.port()).buildAsync();
        client.connect().join();
        client.publishes(MqttGlobalPublishFilter.ALL,
                publish -> arrived(ByteBuffer.wrap(publish.getPayloadAsBytes()).getInt()));
        client.subscribeWith().topicFilter("doubles").qos(MqttQos.AT_LEAST_ONCE).send().join();
        return client;
    }

    private synchronized void arrived(int number) {
        if (seen.get(number / 2)) {
            twice.incrementAndGet();
        } else {
            seen.set(number / 2);
            missing.countDown();
            underWay.release();
        }
    }

    private byte[] next(int number) {
        try {
            assertThat(underWay.tryAcquire(60, TimeUnit.SECONDS)).as("messages come out again").isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }
}

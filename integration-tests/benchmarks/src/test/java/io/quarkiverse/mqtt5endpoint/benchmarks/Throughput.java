package io.quarkiverse.mqtt5endpoint.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.eclipse.microprofile.reactive.messaging.Message;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;

import io.quarkiverse.mqtt5endpoint.runtime.Consumer;
import io.quarkiverse.mqtt5endpoint.runtime.Producer;
import io.quarkiverse.mqtt5endpoint.runtime.TestEndpoint;
import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.MosquittoServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;

/**
 * Messages per second at QoS 1, in and out, of the connector and of the plain client that it is built on. Rounds alternate, so
 * that both
 * have the same machine; the median counts.
 */
public final class Throughput {

    private static final int MESSAGES = Integer.getInteger("benchmark.messages", 50_000);
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final int IN_FLIGHT = 1000;
    private static final byte[] PAYLOAD = new byte[128];

    private interface Run {
        void run(MqttServer server, String topic) throws Exception;
    }

    private Throughput() {
    }

    public static void main(String... args) throws Exception {
        try (MqttServer server = MosquittoServer.binary().isPresent() ? MosquittoServer.started() : ArtemisServer.started()) {
            System.out.printf("%s, QoS 1, %d messages of %d bytes, median of %d rounds%n", server.name(), MESSAGES,
                    PAYLOAD.length, ROUNDS);
            compare("out", server, Throughput::connectorOut, Throughput::clientOut);
            compare("in", server, Throughput::connectorIn, Throughput::clientIn);
        }
    }

    private static void compare(String direction, MqttServer server, Run connector, Run client) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        for (int i = 0; i <= ROUNDS; i++) {
            double one = perSecond(connector, server);
            double other = perSecond(client, server);
            if (i > 0) {
                ours.add(one);
                plain.add(other);
            }
        }
        System.out.printf("%-4s connector %,8.0f/s   plain client %,8.0f/s   ratio %.2f%n", direction, median(ours),
                median(plain),
                median(ours) / median(plain));
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
    }

    // What a run needs around the messages, connecting for instance, is part of neither time.
    private static final ThreadLocal<Long> BEGAN = new ThreadLocal<>();

    private static double perSecond(Run run, MqttServer server) throws Exception {
        run.run(server, "benchmark/" + UUID.randomUUID());
        return MESSAGES / ((System.nanoTime() - BEGAN.get()) / 1e9);
    }

    private static void begin() {
        BEGAN.set(System.nanoTime());
    }

    private static void connectorOut(MqttServer server, String topic) throws Exception {
        try (TestEndpoint app = TestEndpoint.at(server)) {
            Producer producer = app.outgoing("out", "topic=" + topic, "max-inflight-messages=" + IN_FLIGHT);
            producer.send("first").join();
            CountDownLatch done = new CountDownLatch(MESSAGES);
            begin();
            for (int i = 0; i < MESSAGES; i++) {
                producer.send(Message.of(PAYLOAD, () -> {
                    done.countDown();
                    return java.util.concurrent.CompletableFuture.completedFuture(null);
                }));
            }
            await(done);
        }
    }

    private static void clientOut(MqttServer server, String topic) throws Exception {
        Mqtt5AsyncClient client = connect(server);
        CountDownLatch done = new CountDownLatch(MESSAGES);
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        begin();
        for (int i = 0; i < MESSAGES; i++) {
            inFlight.acquire();
            client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(PAYLOAD).send()
                    .whenComplete((result, failure) -> {
                        inFlight.release();
                        done.countDown();
                    });
        }
        await(done);
        client.disconnect().join();
    }

    private static void connectorIn(MqttServer server, String topic) throws Exception {
        try (TestEndpoint app = TestEndpoint.at(server)) {
            CountDownLatch done = new CountDownLatch(MESSAGES);
            app.subscribe("in", new Consumer(false).behaving(message -> {
                message.ack();
                done.countDown();
            }), "topic=" + topic, "shared-subscription=false");
            org.awaitility.Awaitility.await()
                    .until(() -> app.readiness("in").isOk() && app.readiness("in").getMessage() == null);
            fill(server, topic);
            await(done);
        }
    }

    private static void clientIn(MqttServer server, String topic) throws Exception {
        Mqtt5AsyncClient client = connect(server);
        CountDownLatch done = new CountDownLatch(MESSAGES);
        client.publishes(MqttGlobalPublishFilter.ALL, publish -> {
            publish.acknowledge();
            done.countDown();
        }, true);
        client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send().join();
        fill(server, topic);
        await(done);
        client.disconnect().join();
    }

    private static void fill(MqttServer server, String topic) {
        try (MqttCompanion publisher = MqttCompanion.connect(server, "publisher")) {
            begin();
            publisher.publish(MESSAGES, i -> TestMessage.to(topic).payload(PAYLOAD)).awaitCompletion();
        }
    }

    private static Mqtt5AsyncClient connect(MqttServer server) {
        Mqtt5AsyncClient client = Mqtt5Client.builder().serverHost(server.host()).serverPort(server.port()).buildAsync();
        client.connectWith().restrictions().receiveMaximum(1024).applyRestrictions().send().join();
        return client;
    }

    private static void await(CountDownLatch done) throws InterruptedException {
        if (!done.await(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException(done.getCount() + " messages are missing");
        }
    }
}

package io.quarkiverse.mqtt5endpoint.interoperability;

import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBLISH;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBREC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.handler.codec.mqtt.MqttMessageType;
import io.quarkiverse.mqtt5endpoint.runtime.Consumer;
import io.quarkiverse.mqtt5endpoint.runtime.Producer;
import io.quarkiverse.mqtt5endpoint.runtime.TestEndpoint;
import io.quarkiverse.mqtt5endpoint.runtime.TestLog;
import io.quarkiverse.mqtt5endpoint.testkit.Direction;
import io.quarkiverse.mqtt5endpoint.testkit.FaultProxy;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedMessages;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;

/** What the connector promises, on a real server. The subclasses say which. */
@Execution(ExecutionMode.CONCURRENT)
abstract class Guarantees {

    private static final Duration LONG = Duration.ofSeconds(60);

    static {
        // Another test's server that stops in this JVM is no failure of the test that waits.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    final MqttServer server = start();
    final FaultProxy proxy = FaultProxy.before(server);
    private final List<TestEndpoint> apps = new ArrayList<>();
    private final TestLog log = new TestLog();

    abstract MqttServer start();

    /** Whether the server never sends more than the receive maximum. Where it does, QoS 1 may come twice. */
    boolean keepsReceiveMaximum() {
        return true;
    }

    /**
     * Does what makes a server go on that forgot to, after so long a silence. Some need a new message of this topic.
     *
     * @param mayForget whether this is a case in which some servers are known to
     */
    void wake(String topic, boolean mayForget, Duration silence) {
    }

    /**
     * Whether the server goes on with its unacknowledged messages when a session is resumed, QoS 2 under the same packet
     * identifiers, as
     * MQTT 5, 4.4 demands. If it begins again, what was not acknowledged comes twice.
     */
    boolean resumesDeliveries() {
        return true;
    }

    @AfterEach
    void end() throws Exception {
        log.close();
        apps.forEach(TestEndpoint::close);
        proxy.close();
        server.close();
    }

    /** Through the proxy. */
    TestEndpoint app() {
        TestEndpoint app = TestEndpoint.at(proxy.host(), proxy.port());
        apps.add(app);
        return app;
    }

    @ParameterizedTest
    @CsvSource({ "1,true", "2,true", "1,false", "2,false" })
    void whatWaitsInTheSessionArrivesCompletelyAfterARestart(int qos, boolean shared) {
        assumeTrue(qos < 2 || !shared || resumesDeliveries(), "this server begins again when a shared subscription is resumed");
        String[] attributes = { "topic=waiting/#", "qos=" + qos, "client-id=fixed", "shared-subscription=" + shared };
        TestEndpoint first = app();
        first.incoming("in", attributes);
        awaitReady(first, "in");
        first.stop();
        publish("waiting/x", 5000, qos);
        TestEndpoint second = app();
        Consumer consumer = second.incoming("in", attributes).acknowledging();
        assertAll(consumer, "waiting/x", 5000, qos);
    }

    @Test
    void unacknowledgedMessageComesAgainAfterALostConnection() {
        TestEndpoint app = app();
        proxy.record();
        Consumer consumer = app.incoming("in", "topic=data", "client-id=fixed");
        awaitReady(app, "in");
        publish("data", 3, 1);
        consumer.awaitMessages(3);
        consumer.ack(0);
        proxy.awaitPackets(Direction.UPSTREAM, PUBACK, 1);
        proxy.cut();
        consumer.ack(1);
        consumer.ack(2);
        // The first may come again, too: its PUBACK can be lost with the connection.
        await().atMost(LONG)
                .until(() -> consumer.payloads().subList(3, consumer.messages().size()).containsAll(List.of("1", "2")));
    }

    @Test
    void unacknowledgedMessageComesAgainAfterARestart() {
        String[] attributes = { "topic=data", "client-id=fixed", "shutdown-timeout-seconds=0" };
        TestEndpoint first = app();
        proxy.record();
        Consumer consumer = first.incoming("in", attributes);
        awaitReady(first, "in");
        publish("data", 2, 1);
        consumer.awaitMessages(2);
        consumer.ack(0);
        proxy.awaitPackets(Direction.UPSTREAM, PUBACK, 1);
        first.stop();
        Consumer again = app().incoming("in", attributes);
        assertThat(again.awaitMessages(1, LONG).payloads()).containsOnly("1");
    }

    @Test
    void qos2HasNoDuplicateWhileConnectionsAreLost() {
        TestEndpoint app = app();
        Consumer consumer = app.incoming("in", "topic=data", "qos=2", "client-id=fixed", "receive-maximum=50")
                .acknowledging();
        awaitReady(app, "in");
        cutNowAndThen(Direction.DOWNSTREAM, PUBLISH, 150, 400, 700);
        cutNowAndThen(Direction.UPSTREAM, PUBREC, 250, 600);
        cutNowAndThen(Direction.UPSTREAM, MqttMessageType.PUBCOMP, 300);
        publish("data", 2000, 2);
        assertAll(consumer, "data", 2000, 2);
        awaitReady(app, "in");
        assertThat(proxy.connections()).as("connections").isGreaterThanOrEqualTo(6);
    }

    @Test
    void qos2InTheApplicationsHandsIsNotDeliveredTwice() {
        assumeTrue(resumesDeliveries(), "this server sends QoS 2 again under other packet identifiers");
        TestEndpoint app = app();
        Consumer consumer = app.incoming("in", "topic=data", "qos=2", "client-id=fixed");
        awaitReady(app, "in");
        publish("data", 10, 2);
        consumer.awaitMessages(10);
        proxy.cut();
        await().until(() -> proxy.connections() >= 2 && app.readiness("in").isOk());
        IntStream.range(0, 10).forEach(consumer::ack);
        publish("data", 1, 2);
        consumer.awaitMessages(11, LONG);
        consumer.ack(10);
        assertThat(consumer.payloads()).hasSize(11);
    }

    @Test
    void qos1LosesNothingWhileConnectionsAreLost() {
        TestEndpoint app = app();
        Consumer consumer = app.incoming("in", "topic=data", "client-id=fixed", "receive-maximum=50").acknowledging();
        awaitReady(app, "in");
        cutNowAndThen(Direction.DOWNSTREAM, PUBLISH, 150, 400, 700);
        cutNowAndThen(Direction.UPSTREAM, PUBACK, 250, 600);
        publish("data", 2000, 1);
        Set<String> received = new HashSet<>();
        await().atMost(LONG).until(() -> {
            received.addAll(consumer.payloads());
            return received.size() == 2000;
        });
        assertThat(received).containsAll(numbers(2000));
    }

    @Test
    void noMoreThanTheReceiveMaximumIsUnacknowledged() {
        TestEndpoint app = app();
        proxy.record();
        Consumer consumer = app.incoming("in", "topic=data", "client-id=fixed", "receive-maximum=10");
        awaitReady(app, "in");
        publish("data", 100, 1);
        consumer.awaitMessages(10);
        await().during(Duration.ofMillis(500)).until(() -> consumer.messages().size() == 10);
        if (keepsReceiveMaximum()) {
            assertThat(proxy.packets(Direction.DOWNSTREAM, PUBLISH)).hasSize(10);
        }
        consumer.acknowledging();
        IntStream.range(0, 10).forEach(consumer::ack);
        assertAll(consumer, "data", 100, 1);
    }

    @Test
    void slowMethodHoldsBackTheServer() {
        TestEndpoint app = app();
        proxy.record();
        Executor slowly = CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS);
        Consumer consumer = app.incoming("in", "topic=data", "client-id=fixed", "receive-maximum=20")
                .behaving(message -> slowly.execute(message::ack));
        awaitReady(app, "in");
        publish("data", 1000, 1);
        assertAll(consumer, "data", 1000, 1);
        if (keepsReceiveMaximum()) {
            await().until(() -> proxy.packets(Direction.UPSTREAM, PUBACK).size() == 1000);
            assertThat(mostUnacknowledged()).isEqualTo(20);
        }
    }

    /** As the proxy saw it. */
    private int mostUnacknowledged() {
        int unacknowledged = 0;
        int most = 0;
        List<ReceivedPacket> all = new ArrayList<>(proxy.packets(Direction.DOWNSTREAM, PUBLISH));
        all.addAll(proxy.packets(Direction.UPSTREAM, PUBACK));
        all.sort(Comparator.comparingLong(ReceivedPacket::nanoTime));
        for (ReceivedPacket packet : all) {
            unacknowledged += packet.type() == PUBLISH ? 1 : -1;
            most = Math.max(most, unacknowledged);
        }
        return most;
    }

    @Test
    void slowMessageDoesNotKeepOthersFromBeingProcessed() {
        TestEndpoint app = app();
        proxy.record();
        Consumer consumer = app.incoming("in", "topic=data", "client-id=fixed", "receive-maximum=100");
        consumer.behaving(message -> {
            if (!Consumer.text(message).equals("0")) {
                message.ack();
            }
        });
        awaitReady(app, "in");
        publish("data", 100, 1);
        consumer.awaitMessages(100);
        assertThat(proxy.packets(Direction.UPSTREAM, PUBACK)).isEmpty();
        consumer.ack(0);
        proxy.awaitPackets(Direction.UPSTREAM, PUBACK, 100);
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 2 })
    void whatIsPublishedArrivesWithItsQos(int qos) throws Exception {
        try (MqttCompanion subscriber = MqttCompanion.connect(server, "subscriber")) {
            ReceivedMessages data = subscriber.subscribe("data", qos);
            Producer producer = app().outgoing("out", "topic=data", "qos=" + qos);
            List<CompletableFuture<Void>> sent = numbers(500).stream().map(producer::send).toList();
            sent.forEach(CompletableFuture::join);
            assertThat(data.awaitRecords(500).payloads()).containsExactlyElementsOf(numbers(500));
            assertThat(data.records()).allSatisfy(message -> assertThat(message.qos()).isEqualTo(qos));
        }
    }

    @Test
    void whatWasAcknowledgedToTheSenderIsAtTheServerAlthoughConnectionsWereLost() throws Exception {
        try (MqttCompanion subscriber = MqttCompanion.connect(server, "subscriber")) {
            ReceivedMessages data = subscriber.subscribe("data", 1);
            Producer producer = app().outgoing("out", "topic=data", "client-id=fixed");
            cutNowAndThen(Direction.UPSTREAM, PUBLISH, 100, 500, 900);
            cutNowAndThen(Direction.DOWNSTREAM, PUBACK, 300, 700);
            sendAll(producer, numbers(2000));
            await().atMost(LONG).until(() -> new HashSet<>(data.payloads()).size() == 2000);
            assertThat(proxy.connections()).isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void replicasWithOneShareNameShareTheMessages() {
        List<Consumer> replicas = Stream.of("one", "two").map(id -> {
            TestEndpoint app = app();
            Consumer consumer = app.incoming("in", "topic=data", "share-name=workers", "client-id=" + id).acknowledging();
            awaitReady(app, "in");
            return consumer;
        }).toList();
        publish("data", 10_000, 1);
        await().atMost(LONG).until(() -> replicas.stream().mapToInt(each -> each.messages().size()).sum() >= 10_000);
        await().atMost(LONG).until(() -> all(replicas).stream().distinct().count() == 10_000);
        if (keepsReceiveMaximum()) {
            assertThat(all(replicas)).hasSize(10_000);
        }
        assertThat(replicas).allSatisfy(each -> assertThat(each.messages()).isNotEmpty());
    }

    @Test
    void consumersWithDifferentShareNamesGetEveryMessageEach() {
        List<Consumer> applications = Stream.of("one", "two").map(name -> {
            TestEndpoint app = app();
            Consumer consumer = app.incoming("in", "topic=data", "share-name=" + name).acknowledging();
            awaitReady(app, "in");
            return consumer;
        }).toList();
        publish("data", 10_000, 1);
        applications.forEach(each -> assertAll(each, "data", 10_000, 1));
    }

    @Test
    void copiesOfAChannelShareTheMessages() {
        TestEndpoint app = app();
        List<Consumer> copies = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> app.copy("in", i, "topic=data", "concurrency=4", "client-id=worker").acknowledging()).toList();
        IntStream.rangeClosed(1, 4).forEach(i -> awaitReady(app, "in$" + i));
        publish("data", 1000, 1);
        await().atMost(LONG).until(() -> copies.stream().mapToInt(each -> each.messages().size()).sum() >= 1000);
        assertThat(copies.stream().flatMap(each -> each.payloads().stream()).toList()).doesNotHaveDuplicates().hasSize(1000);
        assertThat(copies).allSatisfy(each -> assertThat(each.messages()).isNotEmpty());
    }

    @Test
    void silentPeerIsNoticedAndLeft() {
        TestEndpoint app = app();
        Consumer consumer = app.incoming("in", "topic=data", "client-id=fixed", "keep-alive-seconds=1").acknowledging();
        awaitReady(app, "in");
        proxy.stall();
        await().atMost(Duration.ofSeconds(15)).until(() -> !app.readiness("in").isOk());
        proxy.resume();
        await().atMost(Duration.ofSeconds(30)).until(() -> app.readiness("in").isOk());
        publish("data", 1, 1);
        consumer.awaitMessages(1, LONG);
    }

    @Test
    void serverThatRestartsIsFoundAgain() {
        TestEndpoint app = app();
        Consumer consumer = app.incoming("in", "topic=data", "client-id=fixed").acknowledging();
        Producer producer = app.outgoing("out", "topic=data");
        awaitReady(app, "in");
        producer.send("before").join();
        consumer.awaitMessages(1);
        server.stop();
        await().until(() -> !app.readiness("in").isOk() && !app.readiness("out").isOk());
        CompletableFuture<Void> waiting = producer.send("while away");
        server.start();
        awaitReady(app, "in");
        waiting.join();
        producer.send("after").join();
        await().atMost(LONG).until(() -> consumer.payloads().contains("after"));
    }

    @Test
    void requestCanBeAnsweredByHand() throws Exception {
        TestEndpoint app = app();
        Consumer consumer = app.incoming("requests", "topic=requests");
        Producer producer = app.outgoing("answers", "topic=unused");
        awaitReady(app, "requests");
        try (MqttCompanion client = MqttCompanion.connect(server, "client")) {
            client.subscribe("answers/7", 1);
            client.publish(
                    TestMessage.to("requests").payload("?").responseTopic("answers/7")
                            .correlationData("id-1".getBytes()))
                    .awaitCompletion();
            Message<?> request = consumer.get(0);
            var metadata = Consumer.metadata(request);
            producer.send("!", io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata.builder()
                    .withTopic(metadata.getResponseTopic().orElseThrow())
                    .withCorrelationData(metadata.getCorrelationData().orElseThrow()).build()).join();
            var answer = client.received().awaitNextRecord();
            assertThat(answer.text()).isEqualTo("!");
            assertThat(answer.correlationData()).hasValue("id-1".getBytes());
        }
    }

    @Test
    void channelsOfOneConnectionLoseNothingWhenItIsLost() {
        String[] common = { "shared-connection-name=common", "client-id=fixed", "receive-maximum=50" };
        TestEndpoint app = app();
        Consumer one = app.incoming("one", with(common, "topic=one/#")).acknowledging();
        Consumer two = app.incoming("two", with(common, "topic=two/#")).acknowledging();
        Producer out = app.outgoing("out", with(common, "topic=one/published"));
        awaitReady(app, "one");
        awaitReady(app, "two");
        cutNowAndThen(Direction.DOWNSTREAM, PUBLISH, 150, 400, 900);
        cutNowAndThen(Direction.UPSTREAM, PUBACK, 250, 600);
        CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> sendAll(out, numbers(1000)));
        publish("two/x", 1000, 1);
        awaitAll(two, "two/x", true, () -> new HashSet<>(two.payloads()).size() == 1000);
        sent.orTimeout(60, TimeUnit.SECONDS).join();
        awaitAll(one, "one/published", true, () -> new HashSet<>(one.payloads()).size() == 1000);
        assertThat(proxy.connections()).as("connections").isGreaterThanOrEqualTo(4);
    }

    /** Sends again what is nacked because connections ended shortly after it was sent: it may not be at the server. */
    private static void sendAll(Producer producer, List<String> payloads) {
        List<CompletableFuture<Void>> sent = payloads.stream().map(producer::send).toList();
        for (int i = 0; i < payloads.size(); i++) {
            try {
                sent.get(i).orTimeout(60, TimeUnit.SECONDS).join();
            } catch (CompletionException nacked) {
                assertThat(nacked).hasMessageContaining("the server may have it");
                producer.send(payloads.get(i)).orTimeout(60, TimeUnit.SECONDS).join();
            }
        }
    }

    private static String[] with(String[] common, String attribute) {
        return Stream.concat(Stream.of(common), Stream.of(attribute)).toArray(String[]::new);
    }

    /** Cuts when so many packets of a kind have passed, one after the other. */
    private void cutNowAndThen(Direction direction, MqttMessageType type, int... counts) {
        int before = 0;
        CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
        for (int count : counts) {
            int after = count - before;
            last = last.thenCompose(cut -> proxy.cutOn(direction, type, after));
            before = count;
        }
    }

    private static List<String> all(List<Consumer> consumers) {
        return consumers.stream().flatMap(each -> each.payloads().stream()).toList();
    }

    /** All of them, in the order of the server, none twice unless QoS 1 allows it. */
    private void assertAll(Consumer consumer, String topic, int count, int qos) {
        try {
            awaitAll(consumer, topic, qos == 2, () -> {
                return consumer.messages().size() >= count && consumer.payloads().stream().distinct().count() == count;
            });
        } catch (ConditionTimeoutException incomplete) {
            List<String> missing = new ArrayList<>(numbers(count));
            missing.removeAll(new HashSet<>(consumer.payloads()));
            throw new AssertionError("got " + consumer.messages().size() + ", missing " + missing.size() + " from "
                    + missing.stream().findFirst()
                    + ", failure " + consumer.failure() + ", log:\n" + String.join("\n", log.lines()), incomplete);
        }
        if (qos == 2 && resumesDeliveries()) {
            assertThat(consumer.payloads()).hasSize(count);
        }
        assertThat(consumer.payloads().stream().distinct()).containsExactlyElementsOf(numbers(count));
    }

    private void awaitAll(Consumer consumer, String topic, boolean mayForget, Callable<Boolean> complete) {
        int[] before = { 0 };
        long[] since = { System.nanoTime() };
        await().atMost(LONG).pollInterval(Duration.ofMillis(500)).until(() -> {
            if (consumer.messages().size() != before[0]) {
                before[0] = consumer.messages().size();
                since[0] = System.nanoTime();
            }
            wake(topic, mayForget, Duration.ofNanos(System.nanoTime() - since[0]));
            return complete.call();
        });
    }

    void publish(String topic, int count, int qos) {
        try (MqttCompanion publisher = MqttCompanion.connect(server, "publisher")) {
            publisher.publish(count, i -> TestMessage.of(topic, String.valueOf(i)).qos(qos)).awaitCompletion();
        }
    }

    static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    static void awaitReady(TestEndpoint app, String channel) {
        await().atMost(LONG).until(() -> app.readiness(channel).isOk() && app.readiness(channel).getMessage() == null);
    }
}

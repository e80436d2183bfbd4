package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttMessageType.SUBSCRIBE;
import static io.netty.handler.codec.mqtt.MqttMessageType.UNSUBSCRIBE;
import static io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder.properties;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionIdentifier;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** A session that has the subscriptions of an earlier configuration. */
class ChangedSubscriptionTest {

    private static final String OWN = "$share/workers/plant/+";

    private final ScriptedServer server = ScriptedServer.started().onConnect(ConnectAnswers.accept().withSession());
    private final TestEndpoint app = TestEndpoint.at(server);
    private final TestLog log = new TestLog();

    @AfterEach
    void end() {
        app.close();
        server.close();
        log.close();
    }

    @Test
    void subscribeHasTheIdentifierOfItsFilter() {
        subscribed("identified", "topic=plant/+");
        ReceivedPacket subscribe = server.awaitReceived(SUBSCRIBE, 1).get(0);
        assertThat(subscribe.properties().subscriptionIdentifiers())
                .containsExactly(SubscriptionIdentifier.of(OWN));
    }

    @Test
    void serverWithoutIdentifiersGetsNone() {
        server.onConnect(ConnectAnswers.accept(properties().subscriptionIdentifierAvailable(false)).withSession());
        Consumer consumer = subscribed("anonymous", "topic=plant/+");
        assertThat(server.awaitReceived(SUBSCRIBE, 1).get(0).properties().subscriptionIdentifiers()).isEmpty();
        receive(1, null);
        receive(2, null);
        consumer.awaitMessages(2);
        assertThat(log.lines(129, "anonymous")).hasSize(1);
    }

    @Test
    void messageOfAnotherSubscriptionIsAcknowledgedAndDropped() {
        Consumer consumer = subscribed("changed", "topic=plant/+");
        receive(1, identifiers("plant/#"));
        receive(2, identifiers("plant/#", OWN));
        receive(3, identifiers("$share/others/plant/+"));
        receive(4, identifiers(OWN));
        consumer.awaitMessages(2);
        consumer.ack(0);
        consumer.ack(1);
        assertThat(server.awaitReceived(PUBACK, 4)).extracting(ReceivedPacket::packetId).containsExactly(1, 2, 3, 4);
        assertThat(consumer.messages()).hasSize(2);
        assertThat(app.counters("changed").unmatched.sum()).isEqualTo(2);
        assertThat(server.awaitReceived(UNSUBSCRIBE, 1)).hasSize(1);
        assertThat(log.lines(128, "changed")).singleElement().asString().contains("`plant/#`");
        assertThat(log.lines(127, "changed")).singleElement().asString().contains("clean-start=true");
    }

    @Test
    void messageOfAnEarlierVersionsSubscriptionIsDelivered() {
        Consumer consumer = subscribed("upgraded", "topic=plant/+");
        receive(1, properties().subscriptionIdentifier(1).build());
        receive(2, null);
        consumer.awaitMessages(2);
        assertThat(log.problems("upgraded")).isEmpty();
    }

    @Test
    void filterThatIsOneOfSeveralNowIsStillWanted() {
        Consumer consumer = subscribed("several", "topics=plant/+,mine/+");
        receive(1, identifiers(OWN));
        consumer.awaitMessages(1);
    }

    private static MqttProperties identifiers(String... filters) {
        var properties = properties();
        List.of(filters).forEach(filter -> properties.subscriptionIdentifier(SubscriptionIdentifier.of(filter)));
        return properties.build();
    }

    private void receive(int packetIdentifier, MqttProperties properties) {
        server.publish("plant/1", "20 C".getBytes(), 1, false, properties, packetIdentifier, false);
    }

    private Consumer subscribed(String channel, String topic) {
        Consumer consumer = app.incoming(channel, topic, "client-id=fixed", "share-name=workers");
        server.awaitReceived(SUBSCRIBE, 1);
        return consumer;
    }
}

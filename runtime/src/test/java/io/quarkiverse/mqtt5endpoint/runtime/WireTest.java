package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption.RetainedHandlingPolicy;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder;
import io.quarkiverse.mqtt5endpoint.testkit.PropertiesReader;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** What attributes become on the wire, read by a decoder that is not the client's. */
class WireTest {

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server);

    @AfterEach
    void end() {
        app.close();
        server.close();
    }

    @Test
    void connectCarriesTheDefaults() {
        app.incoming("in");
        MqttConnectMessage connect = connect();
        assertThat(connect.variableHeader().version()).isEqualTo(5);
        assertThat(connect.variableHeader().keepAliveTimeSeconds()).isEqualTo(30);
        assertThat(connect.variableHeader().isCleanSession()).isTrue();
        assertThat(connect.variableHeader().hasUserName()).isFalse();
        assertThat(connect.variableHeader().hasPassword()).isFalse();
        assertThat(connect.variableHeader().isWillFlag()).isFalse();
        assertThat(number(connect, MqttPropertyType.SESSION_EXPIRY_INTERVAL)).isEqualTo(86400);
        assertThat(number(connect, MqttPropertyType.RECEIVE_MAXIMUM)).isEqualTo(1024);
        assertThat(number(connect, MqttPropertyType.TOPIC_ALIAS_MAXIMUM)).isEqualTo(16);
        assertThat(connect.variableHeader().properties().getProperty(MqttPropertyType.MAXIMUM_PACKET_SIZE.value())).isNull();
    }

    @Test
    void connectCarriesWhatIsConfigured() {
        app.incoming("in", "client-id=me", "keep-alive-seconds=7", "session-expiry-interval=-5", "receive-maximum=3",
                "topic-alias-maximum=2", "maximum-packet-size=5000", "password=only");
        MqttConnectMessage connect = connect();
        assertThat(connect.payload().clientIdentifier()).isEqualTo("me");
        assertThat(connect.variableHeader().keepAliveTimeSeconds()).isEqualTo(7);
        assertThat(connect.variableHeader().isCleanSession()).isFalse();
        assertThat(connect.variableHeader().hasUserName()).isFalse();
        assertThat(connect.payload().passwordInBytes()).isEqualTo("only".getBytes());
        assertThat(number(connect, MqttPropertyType.SESSION_EXPIRY_INTERVAL) & 0xFFFFFFFFL).isEqualTo(0xFFFFFFFFL);
        assertThat(number(connect, MqttPropertyType.RECEIVE_MAXIMUM)).isEqualTo(3);
        assertThat(number(connect, MqttPropertyType.TOPIC_ALIAS_MAXIMUM)).isEqualTo(2);
        assertThat(number(connect, MqttPropertyType.MAXIMUM_PACKET_SIZE)).isEqualTo(5000);
    }

    @Test
    void subscriptionIsSharedUnderTheApplicationsAndTheChannelsName() {
        app.property("quarkus.application.name", "my/app").incoming("in", "topic=a/+/b");
        MqttTopicSubscription subscription = subscription();
        assertThat(subscription.topicFilter()).isEqualTo("$share/my-app-in/a/+/b");
        assertThat(subscription.option().qos().value()).isEqualTo(1);
        assertThat(subscription.option().isNoLocal()).isFalse();
        assertThat(subscription.option().isRetainAsPublished()).isFalse();
        assertThat(subscription.option().retainHandling()).isEqualTo(RetainedHandlingPolicy.SEND_AT_SUBSCRIBE);
    }

    @Test
    void unsharedSubscriptionCarriesItsOptions() {
        app.incoming("in", "topic=a", "shared-subscription=false", "qos=2", "no-local=true", "retain-as-published=true",
                "retain-handling=send-if-subscription-does-not-exist");
        MqttTopicSubscription subscription = subscription();
        assertThat(subscription.topicFilter()).isEqualTo("a");
        assertThat(subscription.option().qos().value()).isEqualTo(2);
        assertThat(subscription.option().isNoLocal()).isTrue();
        assertThat(subscription.option().isRetainAsPublished()).isTrue();
        assertThat(subscription.option().retainHandling())
                .isEqualTo(RetainedHandlingPolicy.SEND_AT_SUBSCRIBE_IF_NOT_YET_EXISTS);
    }

    @Test
    void severalFiltersAreOneSubscribe() {
        app.incoming("in", "topics=a/#, b\\,c ,$share/other/d", "share-name=mine", "retain-handling=do-not-send");
        MqttSubscribeMessage subscribe = (MqttSubscribeMessage) server.awaitReceived(SUBSCRIBE, 1).get(0).message();
        assertThat(subscribe.payload().topicSubscriptions()).extracting(MqttTopicSubscription::topicFilter)
                .containsExactly("$share/mine/a/#", "$share/mine/b,c", "$share/other/d");
        assertThat(subscribe.payload().topicSubscriptions()).allSatisfy(
                each -> assertThat(each.option().retainHandling()).isEqualTo(RetainedHandlingPolicy.DONT_SEND_AT_SUBSCRIBE));
    }

    @Test
    void copiesOfAChannelConnectUnderTheirNumber() {
        app.copy("in", 1, "topic=t", "client-id=me", "concurrency=2");
        app.copy("in", 2, "topic=t", "client-id=me", "concurrency=2");
        assertThat(server.awaitReceived(CONNECT, 2))
                .extracting(packet -> ((MqttConnectMessage) packet.message()).payload().clientIdentifier())
                .containsExactlyInAnyOrder("me-1", "me-2");
        assertThat(server.awaitReceived(SUBSCRIBE, 2)).extracting(
                packet -> ((MqttSubscribeMessage) packet.message()).payload().topicSubscriptions().get(0).topicFilter())
                .containsOnly("$share/in/t");
    }

    @Test
    void everyPropertyOfAMessageReachesTheApplication() {
        Consumer consumer = app.incoming("in", "topic=t");
        server.awaitReceived(SUBSCRIBE, 1);
        server.publish("t", "x".getBytes(), 1, true,
                PropertiesBuilder.properties().payloadFormat(1).messageExpiry(9).contentType("c")
                        .responseTopic("r").correlationData("id").userProperty("a", "1").userProperty("a", "2").build(),
                5, false);
        var metadata = Consumer.metadata(consumer.get(0));
        assertThat(metadata.getChannel()).isEqualTo("in");
        assertThat(metadata.getTopic()).isEqualTo("t");
        assertThat(metadata.getQos()).isEqualTo(1);
        assertThat(metadata.isRetain()).isTrue();
        assertThat(metadata.isPayloadUtf8()).isTrue();
        assertThat(metadata.getMessageExpiryInterval()).hasValue(9);
        assertThat(metadata.getContentType()).contains("c");
        assertThat(metadata.getResponseTopic()).contains("r");
        assertThat(metadata.getCorrelationData()).hasValueSatisfying(data -> assertThat(data).isEqualTo("id".getBytes()));
        assertThat(metadata.getUserProperties()).extracting(Object::toString).containsExactly("a=1", "a=2");
    }

    private MqttConnectMessage connect() {
        return (MqttConnectMessage) server.awaitReceived(CONNECT, 1).get(0).message();
    }

    private MqttTopicSubscription subscription() {
        return ((MqttSubscribeMessage) server.awaitReceived(SUBSCRIBE, 1).get(0).message()).payload().topicSubscriptions()
                .get(0);
    }

    private static int number(MqttConnectMessage connect, MqttPropertyType type) {
        return (Integer) connect.variableHeader().properties().getProperty(type.value()).value();
    }

    /** The properties of a PUBLISH in one line. */
    static String properties(ReceivedPacket packet) {
        PropertiesReader reader = packet.properties();
        List<String> found = new ArrayList<>();
        reader.number(MqttPropertyType.PAYLOAD_FORMAT_INDICATOR).ifPresent(value -> found.add("utf8=" + value));
        reader.number(MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL).ifPresent(value -> found.add("expiry=" + value));
        reader.text(MqttPropertyType.CONTENT_TYPE).ifPresent(value -> found.add("content=" + value));
        reader.text(MqttPropertyType.RESPONSE_TOPIC).ifPresent(value -> found.add("response=" + value));
        reader.bytes(MqttPropertyType.CORRELATION_DATA).ifPresent(value -> found.add("correlation=" + Arrays.toString(value)));
        if (!reader.userProperties().isEmpty()) {
            found.add("user=" + reader.userProperties());
        }
        return String.join(" ", found);
    }
}

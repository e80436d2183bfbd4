package io.quarkiverse.mqtt5endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {

    private static final IncomingMqtt5Metadata INCOMING = incoming().build();
    private static final OutgoingMqtt5Metadata OUTGOING = outgoing().build();

    private static IncomingMqtt5Metadata.Builder incoming() {
        return IncomingMqtt5Metadata.builder().withChannel("prices").withTopic("prices/7").withQos(2).withRetain(true)
                .withPayloadUtf8(true).withMessageExpiryInterval(90).withContentType("text/x").withResponseTopic("answers")
                .withCorrelationData("secret".getBytes()).withUserProperty("a", "token").withUserProperty("a", "2");
    }

    private static OutgoingMqtt5Metadata.Builder outgoing() {
        return OutgoingMqtt5Metadata.builder().withTopic("t").withQos(0).withRetain(false).withMessageExpiryInterval(0)
                .withContentType("text/x").withResponseTopic("answers").withCorrelationData("secret".getBytes())
                .withPayloadUtf8(false).withUserProperty("a", "token").withUserProperty("a", "2");
    }

    static List<UnaryOperator<IncomingMqtt5Metadata.Builder>> changesOfIncoming() {
        return List.of(b -> b.withChannel("x"), b -> b.withTopic("x"), b -> b.withQos(1), b -> b.withRetain(false),
                b -> b.withPayloadUtf8(false), b -> b.withMessageExpiryInterval(-1), b -> b.withContentType(null),
                b -> b.withResponseTopic(null), b -> b.withCorrelationData(null), b -> b.withUserProperty("b", "3"));
    }

    static List<UnaryOperator<OutgoingMqtt5Metadata.Builder>> changesOfOutgoing() {
        return List.of(b -> b.withTopic("x"), b -> b.withQos(1), b -> b.withRetain(true),
                b -> b.withMessageExpiryInterval(-1), b -> b.withContentType(null), b -> b.withResponseTopic(null),
                b -> b.withCorrelationData(new byte[1]), b -> b.withPayloadUtf8(true), b -> b.withUserProperty("b", "3"));
    }

    @Test
    void receivedMetadataCanBeBuiltForTests() {
        IncomingMqtt5Metadata found = Message.of("m").addMetadata(INCOMING).getMetadata(IncomingMqtt5Metadata.class)
                .orElseThrow();
        assertThat(found.getChannel()).isEqualTo("prices");
        assertThat(found.getTopic()).isEqualTo("prices/7");
        assertThat(found.getQos()).isEqualTo(2);
        assertThat(found.isRetain()).isTrue();
        assertThat(found.isPayloadUtf8()).isTrue();
        assertThat(found.getMessageExpiryInterval()).hasValue(90);
        assertThat(found.getContentType()).hasValue("text/x");
        assertThat(found.getResponseTopic()).hasValue("answers");
        assertThat(found.getCorrelationData().orElseThrow()).asString().isEqualTo("secret");
        assertThat(found.getUserProperties()).containsExactly(Map.entry("a", "token"), Map.entry("a", "2"));
    }

    @Test
    void metadataOfWhichNothingWasSetReturnsNoNull() {
        assertThat(IncomingMqtt5Metadata.builder().build())
                .hasToString("IncomingMqtt5Metadata[channel=, topic=, qos=0, retain=false, payloadUtf8=false]");
        assertThat(OutgoingMqtt5Metadata.builder().build()).hasToString("OutgoingMqtt5Metadata[]");
    }

    @ParameterizedTest
    @MethodSource("changesOfIncoming")
    void incomingMetadataAreEqualWhenAllTheirValuesAre(UnaryOperator<IncomingMqtt5Metadata.Builder> change) {
        assertThat(incoming().build()).isEqualTo(INCOMING).hasSameHashCodeAs(INCOMING);
        assertThat(change.apply(incoming()).build()).isNotEqualTo(INCOMING);
    }

    @ParameterizedTest
    @MethodSource("changesOfOutgoing")
    void outgoingMetadataAreEqualWhenAllTheirValuesAre(UnaryOperator<OutgoingMqtt5Metadata.Builder> change) {
        assertThat(outgoing().build()).isEqualTo(OUTGOING).hasSameHashCodeAs(OUTGOING);
        assertThat(change.apply(outgoing()).build()).isNotEqualTo(OUTGOING);
    }

    @Test
    void textShowsNeitherCorrelationDataNorValuesOfUserProperties() {
        assertThat(INCOMING).hasToString("IncomingMqtt5Metadata[channel=prices, topic=prices/7, qos=2, retain=true,"
                + " payloadUtf8=true, messageExpiryInterval=90, contentType=text/x, responseTopic=answers,"
                + " correlationData=6 bytes, userProperties=[a, a]]");
        assertThat(OUTGOING).hasToString("OutgoingMqtt5Metadata[topic=t, qos=0, retain=false, messageExpiryInterval=0,"
                + " contentType=text/x, responseTopic=answers, correlationData=6 bytes, payloadUtf8=false,"
                + " userProperties=[a, a]]");
    }

    @Test
    void textIsOneLineWhateverAPublisherChose() {
        assertThat(incoming().withTopic("a\nb\u001b[2J").build().toString()).contains("topic=a?b?[2J");
    }

    @Test
    void outgoingMetadataBeginWithOthers() {
        assertThat(OutgoingMqtt5Metadata.from(OUTGOING).build()).isEqualTo(OUTGOING);
        assertThat(OutgoingMqtt5Metadata.from(OUTGOING).withTopic("x").build()).isEqualTo(outgoing().withTopic("x").build());
        assertThat(OUTGOING.getTopic()).hasValue("t");
    }

    @Test
    void whatIsPassedOnLeavesTheWayItCameBehind() {
        OutgoingMqtt5Metadata passedOn = OutgoingMqtt5Metadata.from(INCOMING).build();
        assertThat(passedOn.getTopic()).isEmpty();
        assertThat(passedOn.getQos()).isEmpty();
        assertThat(passedOn.getRetain()).isEmpty();
        assertThat(passedOn).isEqualTo(OutgoingMqtt5Metadata.builder().withMessageExpiryInterval(90).withContentType("text/x")
                .withResponseTopic("answers").withCorrelationData("secret".getBytes()).withPayloadUtf8(true)
                .withUserProperty("a", "token").withUserProperty("a", "2").build());
        assertThat(OutgoingMqtt5Metadata.from(IncomingMqtt5Metadata.builder().withTopic("t").build()).build())
                .isEqualTo(OutgoingMqtt5Metadata.builder().build());
    }

    @Test
    void buildersDoNotReachWhatTheyBuilt() {
        IncomingMqtt5Metadata.Builder in = incoming();
        IncomingMqtt5Metadata before = in.build();
        in.withTopic("x").withUserProperty("b", "3");
        assertThat(before).isEqualTo(INCOMING);
        before.getCorrelationData().orElseThrow()[0] = 0;
        assertThat(before).isEqualTo(INCOMING);
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 3 })
    void qosThatDoesNotExistIsRefused(int qos) {
        assertThatThrownBy(() -> incoming().withQos(qos)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The QoS must be 0, 1 or 2, but was " + qos);
    }

    @Test
    void expiryBeyondTheProtocolIsRefused() {
        assertThatThrownBy(() -> incoming().withMessageExpiryInterval(4294967296L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The expiry must be at most 4294967295 s, but was 4294967296");
    }
}

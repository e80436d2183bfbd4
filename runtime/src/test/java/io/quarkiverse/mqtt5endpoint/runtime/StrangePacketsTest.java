package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBCOMP;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBREC;
import static io.quarkiverse.mqtt5endpoint.runtime.Raw.publish;
import static io.quarkiverse.mqtt5endpoint.runtime.Raw.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.netty.handler.codec.mqtt.MqttMessageType;

/** What a server may send although it is strange, and what a client need not refuse: nothing ends, nothing is reported. */
class StrangePacketsTest {

    private static final HostileRow MANY_USER_PROPERTIES = row("user properties that fill a packet",
            publish(raw().property(0x26, "name").text("value").times(20_000)));
    private static final HostileRow MANY_IDENTIFIERS = row("thousands of subscription identifiers",
            publish(raw(0x0B, 1).times(20_000)));
    private static final HostileRow LONGEST_TEXTS = row("texts of the greatest length",
            publish(raw().property(0x03, "c".repeat(65_535)).property(0x08, "r".repeat(65_535))
                    .property(0x09, "d".repeat(65_535)).property(0x26, "n".repeat(65_535)).text("v".repeat(65_535))));
    private static final HostileRow HIGHER_QOS = row("a message of a higher QoS than granted",
            raw().text("t").then(0, 7, 0, 'x').packet(0x34));
    private static final HostileRow OTHER_TOPIC = row("a message that nobody subscribed to",
            raw().text("other").then(0, 7, 0, 'x').packet(0x32));
    private static final HostileRow UNASKED_PUBREL = row("a PUBREL that nobody asked for", raw(0, 9).packet(0x62));
    private static final HostileRow UNASKED_PINGRESP = row("a hundred times PINGRESP", raw(0xD0, 0).times(100).toByteArray());

    private static HostileServer strange;

    @BeforeAll
    static void start() {
        strange = HostileServer.onceSubscribed(Stream.of(MANY_USER_PROPERTIES, MANY_IDENTIFIERS, LONGEST_TEXTS, HIGHER_QOS,
                OTHER_TOPIC, UNASKED_PUBREL, UNASKED_PINGRESP));
    }

    @AfterAll
    static void end() {
        strange.close();
    }

    @Test
    void asManyUserPropertiesAsFitIntoAPacketReachTheApplication() {
        assertThat(Consumer.metadata(strange.consumer(MANY_USER_PROPERTIES).get(0)).getUserProperties()).hasSize(20_000);
        strange.isBorne(MANY_USER_PROPERTIES);
    }

    @Test
    void textsOfTheGreatestLengthReachTheApplication() {
        var metadata = Consumer.metadata(strange.consumer(LONGEST_TEXTS).get(0));
        assertThat(metadata.getContentType().orElseThrow()).hasSize(65_535);
        assertThat(metadata.getResponseTopic().orElseThrow()).hasSize(65_535);
        assertThat(metadata.getCorrelationData().orElseThrow()).hasSize(65_535);
        strange.isBorne(LONGEST_TEXTS);
    }

    @Test
    void messageMayHaveThousandsOfSubscriptionIdentifiers() {
        strange.consumer(MANY_IDENTIFIERS).awaitMessages(1);
        strange.isBorne(MANY_IDENTIFIERS);
    }

    @Test
    void messageOfAHigherQosThanGrantedIsAcknowledgedAtItsOwn() {
        assertThat(Consumer.metadata(strange.consumer(HIGHER_QOS).get(0)).getQos()).isEqualTo(2);
        strange.isBorne(HIGHER_QOS);
        awaitAnswer(PUBREC, HIGHER_QOS, 0);
    }

    @Test
    void pubRelThatNobodyAskedForIsAnsweredWithPacketIdentifierNotFound() {
        // 4.3.3: after a lost connection this is no error
        awaitAnswer(PUBCOMP, UNASKED_PUBREL, 0x92);
        strange.isBorne(UNASKED_PUBREL);
    }

    @Test
    void pingRespThatNobodyAskedForIsIgnored() {
        strange.isBorne(UNASKED_PINGRESP);
    }

    @Test
    void messageThatNobodySubscribedToIsAcknowledgedAndDropped() {
        awaitAnswer(PUBACK, OTHER_TOPIC, 0);
        assertThat(strange.consumer(OTHER_TOPIC).messages()).isEmpty();
    }

    private static void awaitAnswer(MqttMessageType type, HostileRow row, int reasonCode) {
        await().until(() -> !strange.received(type, row).isEmpty());
        assertThat(strange.received(type, row)).singleElement()
                .satisfies(packet -> assertThat(packet.reasonCode()).isEqualTo(reasonCode));
    }

    private static HostileRow row(String name, byte[] bytes) {
        return new HostileRow(name, bytes, "");
    }
}

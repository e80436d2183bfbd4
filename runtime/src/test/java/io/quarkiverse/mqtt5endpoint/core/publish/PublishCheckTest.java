package io.quarkiverse.mqtt5endpoint.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.engine.ServerLimits;
import io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder;

/** What is known of a packet's size before it is encoded, compared with an encoder that is not the client's. */
class PublishCheckTest {

    private static final int MARGIN = 16;
    private static final int MUCH = 2_097_152;
    private static final ByteBuffer PAYLOAD = ByteBuffer.allocate(MUCH).asReadOnlyBuffer();

    static Stream<OutgoingPublish> publications() {
        return IntStream.range(0, 64).boxed().flatMap(combination -> IntStream
                .of(0, 1, 100, 127, 128, 16_383, 16_384, MUCH).mapToObj(size -> publication(combination, size)));
    }

    private static OutgoingPublish publication(int combination, int size) {
        boolean wide = (combination & 32) != 0;
        return new OutgoingPublish(wide ? "\u20ac/\ud83d\ude00" : "t", combination % 3, false, PAYLOAD.duplicate().limit(size),
                (combination & 1) == 0 ? -1 : combination, (combination & 2) == 0 ? null : wide ? "\u00e4" : "text/plain",
                (combination & 4) == 0 ? null : "answers/\u00e4",
                (combination & 8) == 0 ? null : new byte[combination],
                (combination & 16) == 0 ? null : wide,
                IntStream.range(0, combination % 7).mapToObj(i -> Map.entry("name\u00e4" + i, "v".repeat(i * 50))).toList());
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("publications")
    void sizeIsNeverTooSmallAndHardlyTooLarge(OutgoingPublish publication) {
        long real = encoded(publication);
        assertThat(PublishCheck.sizeAtMost(publication)).isBetween(real, real + MARGIN);
    }

    @Test
    void payloadCountsFromItsPosition() {
        ByteBuffer payload = ByteBuffer.allocate(1000).position(990);
        OutgoingPublish publication = new OutgoingPublish("t", 1, false, payload, -1, null, null, null, null, List.of());
        assertThat(PublishCheck.sizeAtMost(publication)).isLessThan(100);
    }

    @Test
    void packetThatMayBeTooLargeIsRefused() {
        OutgoingPublish publication = publication(0, 1000);
        int size = (int) PublishCheck.sizeAtMost(publication);
        assertThat(PublishCheck.violation(publication, limits(2, true, size))).isNull();
        assertThat(PublishCheck.violation(publication, limits(2, true, size - 1))).satisfies(refused -> {
            assertThat(refused.reasonCode()).isEqualTo(0x95);
            assertThat(refused.sent()).isFalse();
            assertThat(refused.reasonString()).contains(String.valueOf(size - 1)).contains(String.valueOf(size));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 2 })
    void higherQosThanTheServersIsRefused(int maximum) {
        for (int qos = 0; qos <= 2; qos++) {
            OutgoingPublish publication = new OutgoingPublish("t", qos, false, ByteBuffer.allocate(0), -1, null, null, null,
                    null,
                    List.of());
            PublishOutcome.Refused refused = PublishCheck.violation(publication, limits(maximum, true, Integer.MAX_VALUE));
            if (qos <= maximum) {
                assertThat(refused).isNull();
            } else {
                assertThat(refused.reasonCode()).isEqualTo(0x9B);
                assertThat(refused.reasonString()).contains("QoS " + maximum).contains("QoS " + qos);
            }
        }
    }

    @Test
    void retainedMessageIsRefusedWhereTheServerKeepsNone() {
        OutgoingPublish retained = new OutgoingPublish("t", 1, true, ByteBuffer.allocate(0), -1, null, null, null, null,
                List.of());
        assertThat(PublishCheck.violation(retained, limits(2, true, Integer.MAX_VALUE))).isNull();
        assertThat(PublishCheck.violation(retained, limits(2, false, Integer.MAX_VALUE)).reasonCode()).isEqualTo(0x9A);
        assertThat(PublishCheck.violation(publication(0, 1), limits(2, false, Integer.MAX_VALUE))).isNull();
    }

    private static ServerLimits limits(int qos, boolean retain, int size) {
        return new ServerLimits(qos, retain, size, 65535, 0, true, true, true);
    }

    private static long encoded(OutgoingPublish publication) {
        PropertiesBuilder properties = PropertiesBuilder.properties();
        if (publication.messageExpiryInterval() >= 0) {
            properties.messageExpiry((int) publication.messageExpiryInterval());
        }
        if (publication.payloadUtf8() != null) {
            properties.payloadFormat(publication.payloadUtf8() ? 1 : 0);
        }
        if (publication.contentType() != null) {
            properties.contentType(publication.contentType());
        }
        if (publication.responseTopic() != null) {
            properties.responseTopic(publication.responseTopic());
        }
        if (publication.correlationData() != null) {
            properties.correlationData(publication.correlationData());
        }
        publication.userProperties().forEach(property -> properties.userProperty(property.getKey(), property.getValue()));
        return encoded(publication, properties.build());
    }

    private static long encoded(OutgoingPublish publication, MqttProperties properties) {
        // A CONNECT tells the encoder which version of MQTT the channel speaks.
        EmbeddedChannel channel = new EmbeddedChannel(MqttEncoder.INSTANCE);
        try {
            channel.writeOutbound(MqttMessageBuilders.connect().clientId("c").protocolVersion(MqttVersion.MQTT_5).build());
            channel.releaseOutbound();
            channel.writeOutbound(new MqttPublishMessage(
                    new MqttFixedHeader(MqttMessageType.PUBLISH, false, MqttQoS.valueOf(publication.qos()), false, 0),
                    new MqttPublishVariableHeader(publication.topic(), 1, properties),
                    Unpooled.wrappedBuffer(publication.payload().duplicate())));
            long size = 0;
            for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
                size += part.readableBytes();
                part.release();
            }
            return size;
        } finally {
            channel.finishAndReleaseAll();
        }
    }
}

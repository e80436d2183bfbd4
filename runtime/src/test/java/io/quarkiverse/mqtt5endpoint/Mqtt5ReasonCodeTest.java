package io.quarkiverse.mqtt5endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5AuthReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.pubcomp.Mqtt5PubCompReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.pubrec.Mqtt5PubRecReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.pubrel.Mqtt5PubRelReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.unsubscribe.unsuback.Mqtt5UnsubAckReasonCode;

import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.Packet;

/** The table of the specification, compared with the client's. */
class Mqtt5ReasonCodeTest {

    @ParameterizedTest
    @EnumSource
    void packetHasTheReasonCodesOfTheSpecification(Packet packet) {
        assertThat(Arrays.stream(Mqtt5ReasonCode.values()).filter(reason -> reason.isAllowedIn(packet))
                .map(Mqtt5ReasonCode::getCode)).containsExactlyInAnyOrderElementsOf(expected(packet).toList());
    }

    private static Stream<Integer> expected(Packet packet) {
        return switch (packet) {
            case CONNACK -> Arrays.stream(Mqtt5ConnAckReasonCode.values()).map(Mqtt5ConnAckReasonCode::getCode);
            case PUBACK -> Arrays.stream(Mqtt5PubAckReasonCode.values()).map(Mqtt5PubAckReasonCode::getCode);
            case PUBREC -> Arrays.stream(Mqtt5PubRecReasonCode.values()).map(Mqtt5PubRecReasonCode::getCode);
            case PUBREL -> Arrays.stream(Mqtt5PubRelReasonCode.values()).map(Mqtt5PubRelReasonCode::getCode);
            case PUBCOMP -> Arrays.stream(Mqtt5PubCompReasonCode.values()).map(Mqtt5PubCompReasonCode::getCode);
            case SUBACK -> Arrays.stream(Mqtt5SubAckReasonCode.values()).map(Mqtt5SubAckReasonCode::getCode);
            case UNSUBACK -> Arrays.stream(Mqtt5UnsubAckReasonCode.values()).map(Mqtt5UnsubAckReasonCode::getCode);
            case DISCONNECT -> Arrays.stream(Mqtt5DisconnectReasonCode.values()).map(Mqtt5DisconnectReasonCode::getCode);
            case AUTH -> Arrays.stream(Mqtt5AuthReasonCode.values()).map(Mqtt5AuthReasonCode::getCode);
        };
    }

    @ParameterizedTest
    @EnumSource
    void reasonCodeIsFoundByItsNumber(Mqtt5ReasonCode reason) {
        assertThat(Mqtt5ReasonCode.of(reason.getCode())).hasValue(reason);
        assertThat(reason.isError()).isEqualTo(reason.getCode() >= 0x80);
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 0x03, 0x7F, 0xA3, 0x180 })
    void otherNumbersAreNoReasonCode(int code) {
        assertThat(Mqtt5ReasonCode.of(code)).isEmpty();
    }

    @Test
    void reasonCodeIsShownWithItsNumber() {
        assertThat(Mqtt5ReasonCode.QUOTA_EXCEEDED).hasToString("QUOTA_EXCEEDED (0x97)");
    }

    @Test
    void exceptionsKnowTheReasonByItsName() {
        assertThat(new Mqtt5RejectionException(Mqtt5ReasonCode.QUOTA_EXCEEDED, null).getReasonCode()).isEqualTo(0x97);
        assertThat(new Mqtt5RejectionException(0x99, null).getReason()).isEqualTo(Mqtt5ReasonCode.PAYLOAD_FORMAT_INVALID);
        assertThat(new Mqtt5PublishException("no", 0x95, null).getReason()).hasValue(Mqtt5ReasonCode.PACKET_TOO_LARGE);
        assertThat(new Mqtt5PublishException("no", 0xFF, null).getReason()).isEmpty();
    }
}

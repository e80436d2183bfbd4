package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.EnumMap;
import java.util.Map;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;

/** The script for each type of packet, with the answers of a server that accepts everything to begin with. */
final class Scripts {

    private final Map<MqttMessageType, Script> scripts = new EnumMap<>(MqttMessageType.class);

    Scripts() {
        for (MqttMessageType type : MqttMessageType.values()) {
            scripts.put(type, new Script(defaultAnswer(type)));
        }
    }

    Script of(MqttMessageType type) {
        return scripts.get(type);
    }

    private static Answer defaultAnswer(MqttMessageType type) {
        return switch (type) {
            case CONNECT -> ConnectAnswers.accept();
            case SUBSCRIBE -> SubscribeAnswers.grantRequested();
            case UNSUBSCRIBE -> SubscribeAnswers.unsubscribed();
            case PUBLISH -> PublishAnswers.acknowledge();
            case PUBREC -> PublishAnswers.release();
            case PUBREL -> PublishAnswers.complete();
            case PINGREQ -> (connection, packet) -> connection.send(MqttMessage.PINGRESP);
            case DISCONNECT -> Answer.close();
            default -> Answer.silence();
        };
    }
}

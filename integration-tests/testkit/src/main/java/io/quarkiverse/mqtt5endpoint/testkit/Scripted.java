package io.quarkiverse.mqtt5endpoint.testkit;

import io.netty.handler.codec.mqtt.MqttMessageType;

/**
 * Takes the script of a fake server: how it answers what clients send.
 *
 * @param <S> the server
 */
public interface Scripted<S extends Scripted<S>> {

    /** Answers all packets of this type like this, after those for which something else was said. */
    S on(MqttMessageType type, Answer answer);

    /** Answers the next n packets of this type like this; calls add up. */
    S onNext(MqttMessageType type, int n, Answer answer);

    /** Answers all CONNECTs like this, see {@link ConnectAnswers}. */
    default S onConnect(Answer answer) {
        return on(MqttMessageType.CONNECT, answer);
    }

    /** Answers the next n CONNECTs like this. */
    default S onNextConnects(int n, Answer answer) {
        return onNext(MqttMessageType.CONNECT, n, answer);
    }

    /** Answers all SUBSCRIBEs like this, see {@link SubscribeAnswers}. */
    default S onSubscribe(Answer answer) {
        return on(MqttMessageType.SUBSCRIBE, answer);
    }

    /** Answers the next n SUBSCRIBEs like this. */
    default S onNextSubscribes(int n, Answer answer) {
        return onNext(MqttMessageType.SUBSCRIBE, n, answer);
    }

    /** Answers all PUBLISHes of any QoS like this, see {@link PublishAnswers}. */
    default S onPublish(Answer answer) {
        return on(MqttMessageType.PUBLISH, answer);
    }

    /** Answers the next n PUBLISHes of any QoS like this. */
    default S onNextPublishes(int n, Answer answer) {
        return onNext(MqttMessageType.PUBLISH, n, answer);
    }
}

package io.quarkiverse.mqtt5endpoint.core.model;

import static io.quarkiverse.mqtt5endpoint.core.model.Violation.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.quarkiverse.mqtt5endpoint.core.consume.Delivery;
import io.quarkiverse.mqtt5endpoint.core.engine.ReceivedPublish;

/** One arrival of a message in the session, and what is known about it. */
final class ModelCopy implements ReceivedPublish {

    final int number;
    final ModelMessage message;
    final ModelReceiver engine;
    // null if nobody wants it
    final ModelChannel channel;

    // null before the application has it
    Delivery delivery;
    boolean decided;
    int code;
    // Went back to the server, or the server has forgotten it: a decision comes too late.
    boolean returned;
    boolean forgotten;
    boolean released;

    // valid in the engine: the connection and the session by which it came last
    Object connection;
    Object session;

    ModelCopy(int number, ModelMessage message, ModelReceiver engine, ModelChannel channel) {
        this.number = number;
        this.message = message;
        this.engine = engine;
        this.channel = channel;
    }

    boolean isConfirmable() {
        return message.qos > 0;
    }

    void decide(int reasonCode) {
        decided = true;
        code = reasonCode;
    }

    void wentBack() {
        returned = true;
        if (channel != null) {
            channel.wentBack(this);
        }
    }

    boolean isTooLate() {
        return returned || forgotten;
    }

    @Override
    public void release() {
        check(isConfirmable(), "nothing of QoS 0 is acknowledged", message);
        check(!released, "each message is released to the engine once", message);
        engine.released(this);
    }

    @Override
    public String topic() {
        return message.topic;
    }

    @Override
    public int qos() {
        return message.qos;
    }

    @Override
    public boolean retain() {
        return false;
    }

    @Override
    public byte[] payload() {
        return new byte[0];
    }

    @Override
    public int payloadSize() {
        return 0;
    }

    @Override
    public boolean payloadUtf8() {
        return false;
    }

    @Override
    public OptionalLong messageExpiryInterval() {
        return OptionalLong.empty();
    }

    @Override
    public Optional<String> contentType() {
        return Optional.empty();
    }

    @Override
    public Optional<String> responseTopic() {
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> correlationData() {
        return Optional.empty();
    }

    @Override
    public List<Map.Entry<String, String>> userProperties() {
        return List.of();
    }

    @Override
    public boolean isRedelivery() {
        return false;
    }

    @Override
    public List<Integer> subscriptionIdentifiers() {
        return List.of();
    }

    @Override
    public String toString() {
        return "copy of " + message;
    }
}

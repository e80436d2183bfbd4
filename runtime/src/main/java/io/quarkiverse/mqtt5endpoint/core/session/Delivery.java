package io.quarkiverse.mqtt5endpoint.core.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperty;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PayloadFormatIndicator;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

/** One received message on its way through the application, until somebody settles it. */
public final class Delivery {

    private final AtomicBoolean settled = new AtomicBoolean();
    // null where no channel wants the message
    final Intake intake;
    final Mqtt5Publish publish;
    final long sequence;
    final long receivedNanos = System.nanoTime();

    // Written on the event loop only.
    private volatile boolean returned;

    // event loop only
    boolean confirmed;
    boolean reported;
    int reasonCode;
    String reasonString;
    long handedOverNanos;

    Delivery(Intake intake, Mqtt5Publish publish, long sequence) {
        this.intake = intake;
        this.publish = publish;
        this.sequence = sequence;
    }

    /**
     * Records that the application is done with the message. The first call decides, a later one is counted and does
     * nothing. Any thread.
     *
     * @return whether this call was the first
     */
    public boolean settle() {
        if (settled.compareAndSet(false, true)) {
            intake.settled(this);
            return true;
        }
        intake.counters().settledLate.increment();
        return false;
    }

    public boolean isSettled() {
        return settled.get();
    }

    /** Whether the message went back to the server, which will deliver it again: this copy is of no use any more. */
    public boolean isReturned() {
        return returned;
    }

    void giveBack() {
        returned = true;
        if (intake != null) {
            intake.gaveBack();
        }
    }

    /**
     * Like {@link #settle()}, but the server is told that the message is not wanted.
     *
     * @param code 0x80 or more
     * @param reason {@code null} for none
     */
    public boolean reject(int code, String reason) {
        if (settled.compareAndSet(false, true)) {
            intake.counters().rejected.increment();
            reasonCode = code;
            reasonString = reason;
            intake.settled(this);
            return true;
        }
        intake.counters().settledLate.increment();
        return false;
    }

    /** The server has forgotten the message: this copy is the only one. */
    void orphan() {
        returned = false;
    }

    /** Whether the server waits for an acknowledgement. */
    boolean isConfirmable() {
        return publish.getQos().getCode() > 0;
    }

    public String topic() {
        return publish.getTopic().toString();
    }

    public int qos() {
        return publish.getQos().getCode();
    }

    public boolean retain() {
        return publish.isRetain();
    }

    /** What is left of the time for which the server would have kept the message, in seconds. */
    public OptionalLong remainingExpiryInterval() {
        OptionalLong interval = publish.getMessageExpiryInterval();
        return interval.isEmpty() ? interval
                : OptionalLong.of(Math.max(0, interval.getAsLong() - (System.nanoTime() - receivedNanos) / 1_000_000_000L));
    }

    public byte[] payloadAsBytes() {
        return publish.getPayloadAsBytes();
    }

    public boolean payloadUtf8() {
        return publish.getPayloadFormatIndicator().filter(Mqtt5PayloadFormatIndicator.UTF_8::equals).isPresent();
    }

    public OptionalLong messageExpiryInterval() {
        return publish.getMessageExpiryInterval();
    }

    public Optional<String> contentType() {
        return publish.getContentType().map(Object::toString);
    }

    public Optional<String> responseTopic() {
        return publish.getResponseTopic().map(Object::toString);
    }

    public Optional<byte[]> correlationData() {
        return publish.getCorrelationData().map(data -> {
            byte[] bytes = new byte[data.remaining()];
            data.duplicate().get(bytes);
            return bytes;
        });
    }

    public List<Map.Entry<String, String>> userProperties() {
        return publish.getUserProperties().asList().stream().map(Delivery::entry).toList();
    }

    private static Map.Entry<String, String> entry(Mqtt5UserProperty property) {
        return Map.entry(property.getName().toString(), property.getValue().toString());
    }
}

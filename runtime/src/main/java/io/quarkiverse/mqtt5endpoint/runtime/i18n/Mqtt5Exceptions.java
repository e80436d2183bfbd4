package io.quarkiverse.mqtt5endpoint.runtime.i18n;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.FormatWith;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** What the connector says when it throws: MQTT5E00001 to MQTT5E00099. */
@MessageBundle(projectCode = "MQTT5E", length = 5)
public interface Mqtt5Exceptions {

    Mqtt5Exceptions errors = Messages.getBundle(Mqtt5Exceptions.class);

    @Message(id = 1, value = "Channel `%s`: attribute `%s` must %s, but was `%s`")
    IllegalArgumentException invalidAttribute(String channel, String attribute, String allowed,
            @FormatWith(OneLine.class) String found,
            @Cause Throwable cause);

    @Message(id = 2, value = "Channel `%s`: attribute `%s` must %s")
    IllegalArgumentException missingAttribute(String channel, String attribute, String allowed, @Cause Throwable cause);

    @Message(id = 3, value = "Channels `%s` and `%s` would both connect to %s as client `%s`, and the server would close one connection whenever the other is made: attribute `client-id` must be different for each of them, but was `%s`")
    IllegalArgumentException sameClientId(String channel, String other, @FormatWith(OneLine.class) String server,
            @FormatWith(OneLine.class) String clientId, @FormatWith(OneLine.class) String found);

    @Message(id = 4, value = "Channels `%s` and `%s` share the connection `%s`: attribute `%s` must be the same for both")
    IllegalArgumentException sharedSettingsDiffer(String channel, String other, @FormatWith(OneLine.class) String connection,
            String attribute);

    @Message(id = 5, value = "Channels `%s` and `%s` share the connection `%s`: their filters `%s` and `%s` must not overlap because the server would deliver copies that cannot be told apart")
    IllegalArgumentException sharedFiltersOverlap(String channel, String other, @FormatWith(OneLine.class) String connection,
            @FormatWith(OneLine.class) String filter,
            @FormatWith(OneLine.class) String otherFilter);

    @Message(id = 10, value = "Channel `%s`: gave up on %s after the allowed number of attempts to reconnect (attribute `reconnect-attempts`, %d); the last failure was: %s")
    IllegalStateException gaveUp(String channel, @FormatWith(OneLine.class) String server, int attempts,
            @FormatWith(Sentence.class) String lastFailure, @Cause Throwable cause);

    @Message(id = 11, value = "Channel `%s`: %s refused the connection permanently: %s")
    IllegalStateException refusedForGood(String channel, @FormatWith(OneLine.class) String server,
            @FormatWith(Sentence.class) String reason, @Cause Throwable cause);

    @Message(id = 20, value = "Channel `%s`: cannot connect to %s: %s")
    IllegalStateException notEvenTried(String channel, @FormatWith(OneLine.class) String server,
            @FormatWith(Sentence.class) String why, @Cause Throwable cause);

    @Message(id = 12, value = "Channel `%s`: %s refused the subscription to `%s` with reason code %s")
    IllegalStateException subscriptionRefused(String channel, @FormatWith(OneLine.class) String server,
            @FormatWith(OneLine.class) String filter, @FormatWith(OneLine.class) String reasonCode);

    @Message(id = 21, value = "Channel `%s`: %s answered the subscription with the wrong number of reason codes, %d instead of %d")
    IllegalStateException wrongSubAck(String channel, @FormatWith(OneLine.class) String server, int codes, int filters);

    @Message(id = 13, value = "Channel `%s`: %s granted QoS %d for `%s`, but attribute `qos` asks for %d")
    IllegalStateException lowerQosGranted(String channel, @FormatWith(OneLine.class) String server, int granted,
            @FormatWith(OneLine.class) String filter, int requested);

    @Message(id = 14, value = "Channel `%s`: %s does not support shared subscriptions, which `%s` needs; set attribute `shared-subscription` to `false` or use a server that supports them")
    IllegalStateException noSharedSubscriptions(String channel, @FormatWith(OneLine.class) String server,
            @FormatWith(OneLine.class) String filter);

    @Message(id = 15, value = "Channel `%s`: %s does not support wildcard subscriptions, which `%s` needs; use a filter without wildcards or a server that supports them")
    IllegalStateException noWildcards(String channel, @FormatWith(OneLine.class) String server,
            @FormatWith(OneLine.class) String filter);

    @Message(id = 19, value = "Channel `%s`: could not send the subscription to `%s`")
    IllegalStateException subscriptionNotSent(String channel, @FormatWith(Sentence.class) String filters,
            @Cause Throwable cause);

    @Message(id = 16, value = "Channel `%s`: the buffer for messages of QoS 0 is full (attribute `buffer-size`, %d) and attribute `qos0-overflow-strategy` is `fail`")
    IllegalStateException qos0Overflow(String channel, int bufferSize);

    @Message(id = 17, value = "Channel `%s` is stopped")
    IllegalStateException stopped(String channel);

    @Message(id = 18, value = "Channel `%s` already has a subscriber; set attribute `broadcast` to `true` to allow more than one")
    IllegalStateException oneSubscriberOnly(String channel);

    @Message(id = 22, value = "Channel `%s`: channel `%s`, which shares the connection, failed: %s")
    IllegalStateException sharedConnectionFailed(String channel, String culprit, @FormatWith(Sentence.class) String why,
            @Cause Throwable cause);

    @Message(id = 23, value = "Channel `%s`: the application cancelled the stream")
    IllegalStateException streamCancelled(String channel);

    @Message(id = 24, value = "Channel `%s`: a ClientCustomizer failed: %s")
    IllegalStateException customizerFailed(String channel, @FormatWith(Sentence.class) String why, @Cause Throwable cause);

    @Message(id = 30, value = "Channel `%s`: the server did not acknowledge a message to `%s` within %d s; it is unknown whether the server has the message")
    String publishTimeout(String channel, @FormatWith(OneLine.class) String topic, long seconds);

    @Message(id = 34, value = "Channel `%s`: a message to `%s` was not acknowledged within %d s (attribute `delivery-timeout-seconds`) and is not sent again; the server may have it")
    String deliveryTimeout(String channel, @FormatWith(OneLine.class) String topic, long seconds);

    @Message(id = 35, value = "Channel `%s`: a message to `%s` was not sent within %d s (attribute `delivery-timeout-seconds`)")
    String deliveryTimeoutUnsent(String channel, @FormatWith(OneLine.class) String topic, long seconds);

    @Message(id = 36, value = "Channel `%s`: a message to `%s` is not sent again because %d connections ended shortly after it was sent, the last one with: %s; the server may have it")
    String suspected(String channel, @FormatWith(OneLine.class) String topic, int connections,
            @FormatWith(Sentence.class) String lastLoss);

    @Message(id = 31, value = "Channel `%s`: the server refused a message to `%s` with reason code %s")
    String publishRefused(String channel, @FormatWith(OneLine.class) String topic,
            @FormatWith(OneLine.class) String reasonCode);

    @Message(id = 32, value = "Channel `%s`: a message to `%s` was not sent: %s")
    String publishNotAllowed(String channel, @FormatWith(OneLine.class) String topic, @FormatWith(Sentence.class) String why);

    @Message(id = 60, value = "Channel `%s`: a message of topic `%s` has an empty payload, which cannot be read as `%s`; to accept such messages set attribute `empty-payload` to `ignore` or `null`")
    String emptyPayload(String channel, @FormatWith(OneLine.class) String topic, @FormatWith(OneLine.class) String type);

    @Message(id = 61, value = "Channel `%s`: a message of topic `%s` has an empty payload, and attribute `empty-payload` is `null`, but null cannot be delivered as `%s`; ask for `Optional`, or for `Message`s if the method takes a stream")
    String nullPayload(String channel, @FormatWith(OneLine.class) String topic, @FormatWith(OneLine.class) String type);

    @Message(id = 33, value = "Could not write the message to the connection")
    IllegalStateException notWritten(@Cause Throwable cause);

    @Message(id = 70, value = "Channel `%s`: processing of a message of topic `%s` failed: %s")
    IllegalStateException processingFailed(String channel, @FormatWith(OneLine.class) String topic,
            @FormatWith(Sentence.class) String why);

    @Message(id = 85, value = "Channel `%s`: the stream of messages to publish failed: %s")
    IllegalStateException upstreamFailed(String channel, @FormatWith(Sentence.class) String why, @Cause Throwable cause);

    @Message(id = 86, value = "Channel `%s`: the buffer for messages of QoS 0 has no room for the bytes of another one (attribute `max-buffered-bytes`, %d) and attribute `qos0-overflow-strategy` is `fail`")
    IllegalStateException qos0BytesOverflow(String channel, long maxBufferedBytes);
}

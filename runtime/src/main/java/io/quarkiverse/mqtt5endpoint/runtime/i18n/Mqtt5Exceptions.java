package io.quarkiverse.mqtt5endpoint.runtime.i18n;

import java.io.IOException;
import java.io.UncheckedIOException;

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
    IllegalArgumentException invalidAttribute(String channel, String attribute, String allowed, String found,
            @Cause Throwable cause);

    @Message(id = 2, value = "Channel `%s`: attribute `%s` must %s")
    IllegalArgumentException missingAttribute(String channel, String attribute, String allowed, @Cause Throwable cause);

    @Message(id = 3, value = "Channels `%s` and `%s` would both connect to %s as client `%s`, and the server would end one connection for the other:"
            + " attribute `client-id` must be different for each of them, but was `%s`")
    IllegalArgumentException sameClientId(String channel, String other, String server, String clientId, String found);

    @Message(id = 4, value = "Channels `%s` and `%s` share the connection `%s`: attribute `%s` must be the same for both")
    IllegalArgumentException sharedSettingsDiffer(String channel, String other, String connection, String attribute);

    @Message(id = 5, value = "Channels `%s` and `%s` share the connection `%s`: their filters `%s` and `%s` must not overlap, as the server would deliver copies that nobody can tell apart")
    IllegalArgumentException sharedFiltersOverlap(String channel, String other, String connection, String filter,
            String otherFilter);

    @Message(id = 10, value = "Channel `%s`: gave up on %s after %d attempts to connect again, attribute `reconnect-attempts` allows no more; the last failure was: %s")
    IllegalStateException gaveUp(String channel, String server, int attempts, String lastFailure, @Cause Throwable cause);

    @Message(id = 11, value = "Channel `%s`: %s refused the connection for good: %s")
    IllegalStateException refusedForGood(String channel, String server, String reason, @Cause Throwable cause);

    @Message(id = 20, value = "Channel `%s`: no connection to %s can be tried: %s")
    IllegalStateException notEvenTried(String channel, String server, String why, @Cause Throwable cause);

    @Message(id = 12, value = "Channel `%s`: %s refused the subscription to `%s` with reason code %s")
    IllegalStateException subscriptionRefused(String channel, String server, String filter, String reasonCode);

    @Message(id = 21, value = "Channel `%s`: %s answered the subscription with %d reason codes, but it has %d filters")
    IllegalStateException wrongSubAck(String channel, String server, int codes, int filters);

    @Message(id = 13, value = "Channel `%s`: %s granted QoS %d for `%s`, but attribute `qos` asks for %d")
    IllegalStateException lowerQosGranted(String channel, String server, int granted, String filter, int requested);

    @Message(id = 14, value = "Channel `%s`: %s offers no shared subscriptions, which `%s` needs: set attribute `shared-subscription` to `false` or use a server that does")
    IllegalStateException noSharedSubscriptions(String channel, String server, String filter);

    @Message(id = 15, value = "Channel `%s`: %s offers no wildcard subscriptions, which `%s` needs")
    IllegalStateException noWildcards(String channel, String server, String filter);

    @Message(id = 19, value = "Channel `%s`: the subscription to `%s` could not be sent")
    IllegalStateException subscriptionNotSent(String channel, String filters, @Cause Throwable cause);

    @Message(id = 16, value = "Channel `%s`: more than %d messages of QoS 0 were waiting for the application and attribute `qos0-overflow-strategy` is `fail`")
    IllegalStateException qos0Overflow(String channel, int bufferSize);

    @Message(id = 17, value = "Channel `%s` is stopped")
    IllegalStateException stopped(String channel);

    @Message(id = 18, value = "Channel `%s` has a subscriber already: it can have one, unless its attribute `broadcast` is `true`")
    IllegalStateException oneSubscriberOnly(String channel);

    @Message(id = 22, value = "Channel `%s`: channel `%s`, which shares the connection, failed: %s")
    IllegalStateException sharedConnectionFailed(String channel, String culprit, String why, @Cause Throwable cause);

    @Message(id = 23, value = "Channel `%s`: the application cancelled the stream")
    IllegalStateException streamCancelled(String channel);

    @Message(id = 24, value = "Channel `%s`: a ClientCustomizer failed: %s")
    IllegalStateException customizerFailed(String channel, String why, @Cause Throwable cause);

    @Message(id = 30, value = "Channel `%s`: no acknowledgement from the server for a message to `%s` within %d s: unknown whether the server has it")
    String publishTimeout(String channel, String topic, long seconds);

    @Message(id = 31, value = "Channel `%s`: the server refused a message to `%s` with reason code %s")
    String publishRefused(String channel, String topic, String reasonCode);

    @Message(id = 32, value = "Channel `%s`: a message to `%s` was not sent: %s")
    String publishNotAllowed(String channel, String topic, String why);

    @Message(id = 60, value = "Channel `%s`: a message of topic `%s` has an empty payload, which cannot be read as `%s`; to accept such messages set attribute `empty-payload` to `ignore` or `null`")
    UncheckedIOException emptyPayload(String channel, @FormatWith(OneLine.class) String topic, String type,
            @Cause IOException cause);

    @Message(id = 61, value = "Channel `%s`: a message of topic `%s` has an empty payload, and attribute `empty-payload` is `null`, but null cannot be delivered as `%s`; ask for `Optional`, or for `Message`s if the method takes a stream")
    UncheckedIOException nullPayload(String channel, @FormatWith(OneLine.class) String topic, String type,
            @Cause IOException cause);

    @Message(id = 33, value = "the message could not be written to the connection")
    IllegalStateException notWritten(@Cause Throwable cause);
}

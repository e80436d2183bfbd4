package io.quarkiverse.mqtt5endpoint.runtime.i18n;

import static org.jboss.logging.Logger.Level.DEBUG;
import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.FormatWith;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the connector logs at INFO and above: MQTT5E00100 to MQTT5E00199. Channel first; neither payloads nor secrets. */
@MessageLogger(projectCode = "MQTT5E", length = 5)
public interface Mqtt5Log extends BasicLogger {

    Mqtt5Log log = Logger.getMessageLogger(MethodHandles.lookup(), Mqtt5Log.class, "io.quarkiverse.mqtt5endpoint");

    @LogMessage(level = INFO)
    @Message(id = 100, value = "Channel `%s` connected to %s as `%s` (%s session)")
    void connected(String channel, @FormatWith(OneLine.class) String server, @FormatWith(OneLine.class) String clientId,
            @FormatWith(OneLine.class) String session);

    @LogMessage(level = WARN)
    @Message(id = 193, value = "Channel `%s` is not subscribed after %d s; publishing without waiting for it any longer")
    void notSubscribedInTime(String channel, long seconds);

    @LogMessage(level = INFO)
    @Message(id = 101, value = "Channel `%s` disconnected from %s")
    void disconnected(String channel, @FormatWith(OneLine.class) String server);

    @LogMessage(level = WARN)
    @Message(id = 102, value = "Channel `%s` has no connection to %s (%s); retrying in %d ms (attempt %s)")
    void reconnecting(String channel, @FormatWith(OneLine.class) String server, @FormatWith(Sentence.class) String reason,
            long delayMillis, String attempt);

    @LogMessage(level = ERROR)
    @Message(id = 103, value = "Channel `%s` failed permanently and was closed: %s")
    void failed(String channel, @FormatWith(FailureText.class) Throwable cause);

    @LogMessage(level = ERROR)
    @Message(id = 104, value = "Channel `%s`: another client took over the session of client id `%s` at %s; retrying after `reconnect-max-interval-seconds`. Check that nothing else uses this client id")
    void sessionTakenOver(String channel, @FormatWith(OneLine.class) String clientId, @FormatWith(OneLine.class) String server);

    @LogMessage(level = WARN)
    @Message(id = 105, value = "Channel `%s`: %s keeps the session for %d s, less than the %d s of attribute `session-expiry-interval`")
    void shorterSession(String channel, @FormatWith(OneLine.class) String server, long granted, long requested);

    @LogMessage(level = WARN)
    @Message(id = 106, value = "Channel `%s`: the server sent more messages than `receive-maximum` (%d) allows; holding back those beyond it")
    void receiveMaximumExceeded(String channel, int receiveMaximum);

    @LogMessage(level = INFO)
    @Message(id = 107, value = "Channel `%s` subscribed to %s")
    void subscribed(String channel, @FormatWith(Sentence.class) String filters);

    @LogMessage(level = WARN)
    @Message(id = 108, value = "Channel `%s`: %s temporarily refused the subscription to `%s` (reason code %s); retrying in %d ms")
    void subscriptionRetry(String channel, @FormatWith(OneLine.class) String server, @FormatWith(OneLine.class) String filter,
            @FormatWith(OneLine.class) String reasonCode, long delayMillis);

    @LogMessage(level = WARN)
    @Message(id = 109, value = "Channel `%s`: %s resent messages of QoS 2 of a resumed session under different packet identifiers, which violates MQTT 5, section 4.4; unacknowledged messages can be delivered twice")
    void identifierConflict(String channel, @FormatWith(OneLine.class) String server);

    @LogMessage(level = INFO)
    @Message(id = 110, value = "Channel `%s` uses a generated client id: messages that are unacknowledged when this process ends are not redelivered to it. To get them back, set attribute `client-id` to a different value for each replica")
    void generatedClientId(String channel);

    @LogMessage(level = WARN)
    @Message(id = 111, value = "Channel `%s` uses a generated client id and a session that never expires: a killed process leaves behind a session that nothing can resume. Set attribute `client-id` or `session-expiry-interval`")
    void generatedClientIdNeverExpires(String channel);

    @LogMessage(level = INFO)
    @Message(id = 112, value = "Channel `%s` uses the shared subscription `%s`")
    void shareName(String channel, @FormatWith(OneLine.class) String shareName);

    @LogMessage(level = WARN)
    @Message(id = 113, value = "Channel `%s` sends its credentials to %s without TLS; to encrypt them, set attribute `ssl` to `true`")
    void clearTextCredentials(String channel, @FormatWith(OneLine.class) String host);

    @LogMessage(level = WARN)
    @Message(id = 114, value = "Channel `%s`: acknowledged and dropped a message to `%s`, because it came with the resumed session and no filter of this configuration matches it. To remove the old subscription, connect once with `clean-start=true`")
    void foreignMessage(String channel, @FormatWith(OneLine.class) String topic);

    @LogMessage(level = WARN)
    @Message(id = 127, value = "Channel `%s`: the session has a subscription that this configuration does not have, and a message to `%s` came for it; acknowledging and dropping what comes for it alone. To remove the old subscription, connect once with `clean-start=true`")
    void staleSubscription(String channel, @FormatWith(OneLine.class) String topic);

    @LogMessage(level = WARN)
    @Message(id = 128, value = "Channel `%s`: the session had the subscription `%s`, which this configuration does not have; unsubscribed from it. What still comes for it alone is acknowledged and dropped")
    void staleSubscriptionEnded(String channel, @FormatWith(OneLine.class) String filter);

    @LogMessage(level = WARN)
    @Message(id = 129, value = "Channel `%s`: a message to `%s` came twice in a row. If no publisher sent it twice, the resumed session has another subscription, from an earlier configuration; %s does not tell subscriptions apart. To remove the old subscription, connect once with `clean-start=true`")
    void doubledMessage(String channel, @FormatWith(OneLine.class) String topic, @FormatWith(OneLine.class) String server);

    @LogMessage(level = INFO)
    @Message(id = 138, value = "Channel `%s` was closed while %d messages waited for it; acknowledged and dropped them, because its connection goes on for other channels")
    void closedWithWaiting(String channel, int messages);

    @LogMessage(level = WARN)
    @Message(id = 115, value = "Channel `%s`: the application has neither acknowledged nor nacked a message of topic `%s` for %d s")
    void unsettled(String channel, @FormatWith(OneLine.class) String topic, long seconds);

    @LogMessage(level = WARN)
    @Message(id = 116, value = "Channel `%s` dropped a message of QoS 0 of topic `%s` because its buffer is full (waiting: %d, dropped so far: %d)")
    void qos0Dropped(String channel, @FormatWith(OneLine.class) String topic, int waiting, long dropped);

    @LogMessage(level = WARN)
    @Message(id = 195, value = "Channel `%s` dropped a message of QoS 0 of topic `%s` because its payload of %d bytes is larger than all that may wait (attribute `max-buffered-bytes`, %d; dropped so far: %d)")
    void qos0TooLarge(String channel, @FormatWith(OneLine.class) String topic, int bytes, long maxBufferedBytes, long dropped);

    @LogMessage(level = WARN)
    @Message(id = 117, value = "Channel `%s`: processing of a message of topic `%s` failed; acknowledging it anyway (failure strategy `ignore`): %s")
    void ignoredFailure(String channel, @FormatWith(OneLine.class) String topic,
            @FormatWith(FailureText.class) Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 118, value = "Channel `%s`: processing of a message of topic `%s` failed after the message had been acknowledged (attribute `auto-ack`): %s")
    void nackAfterAutoAck(String channel, @FormatWith(OneLine.class) String topic,
            @FormatWith(FailureText.class) Throwable cause);

    @LogMessage(level = ERROR)
    @Message(id = 119, value = "Channel `%s`: processing of a message of topic `%s` failed; stopping the channel: %s")
    void failStop(String channel, @FormatWith(OneLine.class) String topic, @FormatWith(FailureText.class) Throwable cause);

    @LogMessage(level = DEBUG)
    @Message(id = 120, value = "Channel `%s`: %s has delivered nothing for some seconds after it resumed the session; subscribing once more, in case it has forgotten the subscription")
    void quietAfterResume(String channel, @FormatWith(OneLine.class) String server);

    @LogMessage(level = WARN)
    @Message(id = 121, value = "Channel `%s`: processing of a message of topic `%s` failed; rejecting it with reason code %s (failure strategy `reject`): %s")
    void rejected(String channel, @FormatWith(OneLine.class) String topic, @FormatWith(OneLine.class) String reasonCode,
            @FormatWith(FailureText.class) Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 122, value = "Channel `%s`: processing of a message of topic `%s` failed; published it to `%s` (failure strategy `dead-letter-queue`): %s")
    void deadLetter(String channel, @FormatWith(OneLine.class) String topic, @FormatWith(OneLine.class) String deadLetterTopic,
            @FormatWith(FailureText.class) Throwable cause);

    @LogMessage(level = ERROR)
    @Message(id = 123, value = "Channel `%s`: the dead letter of a message of topic `%s` could not be published to `%s`; applying `dead-letter-queue.on-failure=%s`: %s")
    void deadLetterFailed(String channel, @FormatWith(OneLine.class) String topic,
            @FormatWith(OneLine.class) String deadLetterTopic,
            String strategy, @FormatWith(FailureText.class) Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 124, value = "Channel `%s`: a message of topic `%s` has been waiting for a subscriber for %d s and blocks the acknowledgements of all channels of its connection; check that the channel is subscribed and not paused")
    void holdsBack(String channel, @FormatWith(OneLine.class) String topic, long seconds);

    @LogMessage(level = WARN)
    @Message(id = 125, value = "Channel `%s`: a message of topic `%s` was malformed (%s) and was delivered without what MQTT forbids")
    void repaired(String channel, @FormatWith(OneLine.class) String topic, @FormatWith(Sentence.class) String properties);

    @LogMessage(level = WARN)
    @Message(id = 126, value = "Channel `%s`: %s sent a message again on the same connection, which MQTT 5 forbids (4.4); ignoring the copy")
    void resent(String channel, @FormatWith(OneLine.class) String server);

    @LogMessage(level = WARN)
    @Message(id = 130, value = "Channel `%s`: the server did not acknowledge a message to `%s` within %d s; nacking it, although the server may have it")
    void publishTimeout(String channel, @FormatWith(OneLine.class) String topic, long seconds);

    @LogMessage(level = WARN)
    @Message(id = 134, value = "Channel `%s`: a message to `%s` was not delivered within %d s (attribute `delivery-timeout-seconds`); nacking it")
    void deliveryTimeout(String channel, @FormatWith(OneLine.class) String topic, long seconds);

    @LogMessage(level = WARN)
    @Message(id = 135, value = "Channel `%s`: after a message to `%s` was sent, %d connections ended (%s); nacking it so that those behind it can be sent")
    void suspected(String channel, @FormatWith(OneLine.class) String topic, int connections,
            @FormatWith(Sentence.class) String lastLoss);

    @LogMessage(level = WARN)
    @Message(id = 131, value = "Channel `%s`: the configuration exceeds the limits of %s (%s); nacking messages that exceed them")
    void beyondServerLimits(String channel, @FormatWith(OneLine.class) String server, @FormatWith(Sentence.class) String what);

    @LogMessage(level = WARN)
    @Message(id = 132, value = "Channel `%s`: could not report the outcome of a message to its sender: %s")
    void nackFailed(String channel, @FormatWith(FailureText.class) Throwable cause);

    @LogMessage(level = ERROR)
    @Message(id = 133, value = "Channel `%s`: the stream of messages to publish failed; nothing more is published: %s")
    void upstreamFailed(String channel, @FormatWith(FailureText.class) Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 170, value = "Channel `%s`: the answer to a message of topic `%s` was refused; acknowledging the message anyway, since its sender chose the topic of the answer: %s")
    void refusedAnswer(String channel, @FormatWith(OneLine.class) String topic, @FormatWith(FailureText.class) Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 160, value = "Channel `%s`: the connector has no attribute `%s`%s")
    void unknownAttribute(String channel, @FormatWith(OneLine.class) String attribute, @FormatWith(Sentence.class) String hint);

    @LogMessage(level = WARN)
    @Message(id = 194, value = "Channel `%s`: `%s` must %s; the application will not start unless it is changed at run time")
    void wrongAtBuildTime(String channel, @FormatWith(OneLine.class) String property,
            @FormatWith(Sentence.class) String allowed);

    @LogMessage(level = WARN)
    @Message(id = 163, value = "Channel `%s` is configured (`%s*`), but the application has no %s channel of this name%s")
    void unusedChannel(String channel, @FormatWith(OneLine.class) String prefix, @FormatWith(OneLine.class) String direction,
            @FormatWith(Sentence.class) String hint);

    @LogMessage(level = WARN)
    @Message(id = 161, value = "Channel `%s`: attribute `client-id` follows the host name, and the session lives for %d s without a connection."
            + " Some servers keep delivering to the sessions of replicas that are gone: set a shorter `session-expiry-interval`, or use host names that are used again")
    void sessionOfHostName(String channel, long seconds);

    @LogMessage(level = WARN)
    @Message(id = 162, value = "Channel `%s`: %d messages (attribute `receive-maximum`) of up to %d bytes (attribute `maximum-packet-size`) need more than half of the heap of %d bytes;"
            + " lower one of them or give the process more memory")
    void unacknowledgedMessagesMayFillHeap(String channel, int receiveMaximum, int maximumPacketSize, long heap);

    @LogMessage(level = WARN)
    @Message(id = 140, value = "Channel `%s` stopped with unfinished messages (unacknowledged: %d, unpublished: %d)")
    void stoppedWithRest(String channel, int unsettled, int unpublished);

    @LogMessage(level = WARN)
    @Message(id = 141, value = "Channel `%s` runs on its own event loop because %s")
    void ownEventLoop(String channel, @FormatWith(Sentence.class) String why);

    @LogMessage(level = WARN)
    @Message(id = 190, value = "Channel `%s`: following the server reference of %s; connecting to %s next")
    void redirected(String channel, @FormatWith(OneLine.class) String server, @FormatWith(OneLine.class) String target);

    @LogMessage(level = WARN)
    @Message(id = 191, value = "Channel `%s`: ignoring the server reference of %s to `%s` because %s")
    void redirectRefused(String channel, @FormatWith(OneLine.class) String server, @FormatWith(OneLine.class) String reference,
            @FormatWith(Sentence.class) String reason);

    @LogMessage(level = INFO)
    @Message(id = 192, value = "Channel `%s`: could not connect to %s (%s); trying the next address of the host, %s")
    void nextAddress(String channel, @FormatWith(OneLine.class) String server, @FormatWith(Sentence.class) String reason,
            @FormatWith(OneLine.class) String address);
}

package io.quarkiverse.mqtt5endpoint.runtime.i18n;

import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.FormatWith;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the connector logs at INFO and above: MQTT5E00100 to MQTT5E00199. Channel first; neither payloads nor secrets. */
@MessageLogger(projectCode = "MQTT5E", length = 5)
public interface Mqtt5Log extends BasicLogger {

    Mqtt5Log log = Logger.getMessageLogger(MethodHandles.lookup(), Mqtt5Log.class, "io.quarkiverse.mqtt5endpoint");

    @LogMessage(level = INFO)
    @Message(id = 100, value = "Channel `%s` connected to %s as `%s` (session %s)")
    void connected(String channel, String server, String clientId, String session);

    @LogMessage(level = INFO)
    @Message(id = 101, value = "Channel `%s` disconnected from %s")
    void disconnected(String channel, String server);

    @LogMessage(level = WARN)
    @Message(id = 102, value = "Channel `%s` has no connection to %s (%s), trying again in %d ms (attempt %s)")
    void reconnecting(String channel, String server, String reason, long delayMillis, String attempt);

    @LogMessage(level = ERROR)
    @Message(id = 103, value = "Channel `%s` failed for good and is closed")
    void failed(String channel, @Cause Throwable cause);

    @LogMessage(level = ERROR)
    @Message(id = 104, value = "Channel `%s`: another client took over the session of `%s` at %s; is its client id in use twice? Trying again after the maximum interval")
    void sessionTakenOver(String channel, String clientId, String server);

    @LogMessage(level = WARN)
    @Message(id = 105, value = "Channel `%s`: %s keeps the session for %d s only, attribute `session-expiry-interval` asks for %d s")
    void shorterSession(String channel, String server, long granted, long requested);

    @LogMessage(level = WARN)
    @Message(id = 106, value = "Channel `%s` got more messages than its receive maximum of %d allows; connecting again with %d until the server is in step")
    void receiveMaximumExceeded(String channel, int current, int next);

    @LogMessage(level = INFO)
    @Message(id = 107, value = "Channel `%s` subscribed to %s")
    void subscribed(String channel, String filters);

    @LogMessage(level = WARN)
    @Message(id = 108, value = "Channel `%s`: %s could not subscribe to `%s` now (reason code %s), trying again in %d ms")
    void subscriptionRetry(String channel, String server, String filter, String reasonCode, long delayMillis);

    @LogMessage(level = WARN)
    @Message(id = 109, value = "Channel `%s`: %s sent messages of QoS 2 of a resumed session under other packet identifiers, against MQTT 5, 4.4;"
            + " those that are not acknowledged can come twice")
    void identifierConflict(String channel, String server);

    @LogMessage(level = INFO)
    @Message(id = 110, value = "Channel `%s` has a generated client id: messages that are not acknowledged when this process ends are not delivered to it again."
            + " Set attribute `client-id` to one of its own for each replica to have them back")
    void generatedClientId(String channel);

    @LogMessage(level = WARN)
    @Message(id = 111, value = "Channel `%s` has a generated client id and a session that never expires: a process that is killed leaves a session"
            + " behind that nobody can resume. Set attribute `client-id`, or a `session-expiry-interval`")
    void generatedClientIdNeverExpires(String channel);

    @LogMessage(level = INFO)
    @Message(id = 112, value = "Channel `%s` uses the shared subscription `%s`")
    void shareName(String channel, String shareName);

    @LogMessage(level = WARN)
    @Message(id = 113, value = "Channel `%s` sends its credentials to %s without TLS")
    void clearTextCredentials(String channel, String host);

    @LogMessage(level = WARN)
    @Message(id = 114, value = "Channel `%s`: a message to `%s` came with the resumed session, but no filter of this configuration matches it: acknowledged and dropped."
            + " To end the old subscription, connect once with `clean-start=true`")
    void foreignMessage(String channel, @FormatWith(OneLine.class) String topic);

    @LogMessage(level = WARN)
    @Message(id = 115, value = "Channel `%s`: the application has not settled a message of topic `%s` for %d s")
    void unsettled(String channel, @FormatWith(OneLine.class) String topic, long seconds);

    @LogMessage(level = WARN)
    @Message(id = 116, value = "Channel `%s` dropped a message of QoS 0 (topic `%s`): %d are waiting for the application; dropped so far: %d")
    void qos0Dropped(String channel, @FormatWith(OneLine.class) String topic, int waiting, long dropped);

    @LogMessage(level = WARN)
    @Message(id = 117, value = "Channel `%s`: processing of a message of topic `%s` failed, it is acknowledged all the same (failure strategy `ignore`)")
    void ignoredFailure(String channel, @FormatWith(OneLine.class) String topic, @Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 118, value = "Channel `%s`: processing of a message of topic `%s` failed after it was acknowledged (`auto-ack`)")
    void nackAfterAutoAck(String channel, @FormatWith(OneLine.class) String topic, @Cause Throwable cause);

    @LogMessage(level = ERROR)
    @Message(id = 119, value = "Channel `%s`: processing of a message of topic `%s` failed, the channel stops (failure strategy `fail`)")
    void failStop(String channel, @FormatWith(OneLine.class) String topic, @Cause Throwable cause);

    @LogMessage(level = INFO)
    @Message(id = 120, value = "Channel `%s`: %s sends nothing more since the subscription of its resumed session was renewed, subscribing once more")
    void stalledAfterResume(String channel, String server);

    @LogMessage(level = WARN)
    @Message(id = 121, value = "Channel `%s`: processing of a message of topic `%s` failed, it is rejected with reason code %s (failure strategy `reject`)")
    void rejected(String channel, @FormatWith(OneLine.class) String topic, String reasonCode, @Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 122, value = "Channel `%s`: processing of a message of topic `%s` failed, it is published to `%s` (failure strategy `dead-letter-queue`)")
    void deadLetter(String channel, @FormatWith(OneLine.class) String topic, String deadLetterTopic, @Cause Throwable cause);

    @LogMessage(level = ERROR)
    @Message(id = 123, value = "Channel `%s`: a message of topic `%s` could not be published to `%s`, the channel stops (failure strategy `dead-letter-queue`)")
    void deadLetterFailed(String channel, @FormatWith(OneLine.class) String topic, String deadLetterTopic,
            @Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 124, value = "Channel `%s`: a message of topic `%s` is not taken for %d s (is its stream subscribed, or paused?), and holds back the acknowledgements of all channels of its connection")
    void holdsBack(String channel, @FormatWith(OneLine.class) String topic, long seconds);

    @LogMessage(level = WARN)
    @Message(id = 130, value = "Channel `%s`: no acknowledgement from the server for a message to `%s` within %d s, nacked")
    void publishTimeout(String channel, @FormatWith(OneLine.class) String topic, long seconds);

    @LogMessage(level = WARN)
    @Message(id = 131, value = "Channel `%s`: %s does not allow what the channel is configured for (%s), such messages are nacked")
    void beyondServerLimits(String channel, String server, String what);

    @LogMessage(level = WARN)
    @Message(id = 132, value = "Channel `%s`: the failure of a message could not be reported to its sender")
    void nackFailed(String channel, @Cause Throwable cause);

    @LogMessage(level = ERROR)
    @Message(id = 133, value = "Channel `%s`: the stream that it publishes from failed, nothing more comes from there")
    void upstreamFailed(String channel, @Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 170, value = "Channel `%s`: the answer to a message of topic `%s` was refused; acknowledging the message anyway, since its sender chose the topic of the answer: %s")
    void refusedAnswer(String channel, @FormatWith(OneLine.class) String topic, @FormatWith(OneLine.class) String reason);

    @LogMessage(level = WARN)
    @Message(id = 140, value = "Channel `%s` stopped with %d messages that are in the application's hands or wait behind one that is not acknowledged, and %d not yet published")
    void stoppedWithRest(String channel, int unsettled, int unpublished);

    @LogMessage(level = WARN)
    @Message(id = 141, value = "Channel `%s` uses threads of its own: %s")
    void ownEventLoop(String channel, String why);
}

package io.quarkiverse.mqtt5endpoint.runtime.outgoing;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.Locale;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.mqtt5endpoint.Mqtt5PublishException;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;

/** What the sender of a message hears when it was not published. */
public final class UnpublishedMessage {

    private static final int UNSPECIFIED_ERROR = 0x80;

    private UnpublishedMessage() {
    }

    /**
     * @param outcome anything but {@link PublishOutcome.Accepted}
     */
    public static Throwable cause(String channel, OutgoingPublish publication, PublishOutcome outcome) {
        String topic = publication.topic();
        if (outcome instanceof PublishOutcome.Refused refused) {
            String sentence = refused.sent() ? errors.publishRefused(channel, topic, reason(refused))
                    : errors.publishNotAllowed(channel, topic, refused.reasonString());
            return new Mqtt5PublishException(sentence, topic, refused.reasonCode(),
                    refused.sent() ? refused.reasonString() : null);
        }
        if (outcome instanceof PublishOutcome.TimedOut late) {
            log.publishTimeout(channel, topic, late.seconds());
            return new TimeoutException(errors.publishTimeout(channel, topic, late.seconds()));
        }
        if (outcome instanceof PublishOutcome.Expired late) {
            log.deliveryTimeout(channel, topic, late.seconds());
            return new TimeoutException(late.sent() ? errors.deliveryTimeout(channel, topic, late.seconds())
                    : errors.deliveryTimeoutUnsent(channel, topic, late.seconds()));
        }
        if (outcome instanceof PublishOutcome.Suspected suspected) {
            log.suspected(channel, topic, suspected.connections(), suspected.lastLoss());
            return new Mqtt5PublishException(
                    errors.suspected(channel, topic, suspected.connections(), suspected.lastLoss()), topic, UNSPECIFIED_ERROR,
                    null);
        }
        return ((PublishOutcome.Failed) outcome).cause();
    }

    private static String reason(PublishOutcome.Refused refused) {
        return "0x" + Integer.toHexString(refused.reasonCode()).toUpperCase(Locale.ROOT)
                + (refused.reasonString() == null ? "" : " (" + refused.reasonString() + ")");
    }
}

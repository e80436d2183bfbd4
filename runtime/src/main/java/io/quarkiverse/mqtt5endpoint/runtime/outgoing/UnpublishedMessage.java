package io.quarkiverse.mqtt5endpoint.runtime.outgoing;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.concurrent.TimeoutException;

import io.quarkiverse.mqtt5endpoint.Mqtt5PublishException;
import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;

/** What the sender of a message hears when it was not published. */
public final class UnpublishedMessage {

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
                    errors.suspected(channel, topic, suspected.connections(), suspected.lastLoss()),
                    topic, Mqtt5ReasonCode.UNSPECIFIED_ERROR.getCode(), null);
        }
        return ((PublishOutcome.Failed) outcome).cause();
    }

    private static String reason(PublishOutcome.Refused refused) {
        String code = Mqtt5ReasonCode.of(refused.reasonCode()).map(Mqtt5ReasonCode::toString)
                .orElse("unknown (0x%02X)".formatted(refused.reasonCode()));
        return refused.reasonString() == null ? code : code + ": " + refused.reasonString();
    }
}

package io.quarkiverse.mqtt5endpoint.runtime.config;

import java.util.Arrays;
import java.util.stream.Collectors;

import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;
import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.Packet;
import io.quarkiverse.mqtt5endpoint.Mqtt5RejectionException;
import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.DeadLetterFallback;
import io.quarkiverse.mqtt5endpoint.core.settings.FailureSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TopicFilter;
import io.quarkiverse.mqtt5endpoint.core.settings.Topics;

/** Reads what happens to messages whose processing failed. */
record FailureReader(Attributes attributes, ChannelName channel, SubscriptionSettings subscription) {

    FailureSettings read() {
        String strategy = attributes.text(Attribute.FAILURE_STRATEGY).orElseThrow();
        return new FailureSettings(strategy, rejectReasonCode(), deadLetterTopic(strategy.equals("dead-letter-queue")),
                attributes.choice(Attribute.DEAD_LETTER_QUEUE_ON_FAILURE, DeadLetterFallback.class).orElseThrow());
    }

    private int rejectReasonCode() {
        String code = attributes.text(Attribute.REJECT_REASON_CODE).orElseThrow();
        try {
            return new Mqtt5RejectionException(Integer.decode(code.trim()), null).getReasonCode();
        } catch (IllegalArgumentException e) {
            throw Attribute.REJECT_REASON_CODE.wrong(code, "be one of " + rejections() + ", or its decimal form");
        }
    }

    private static String rejections() {
        return Arrays.stream(Mqtt5ReasonCode.values()).filter(reason -> reason.isError() && reason.isAllowedIn(Packet.PUBACK))
                .map(reason -> "0x%02X".formatted(reason.getCode())).collect(Collectors.joining(", "));
    }

    private String deadLetterTopic(boolean used) {
        String topic = attributes.text(Attribute.DEAD_LETTER_QUEUE_TOPIC)
                .orElse("dead-letter-topic-" + channel.configured());
        if (used || attributes.text(Attribute.DEAD_LETTER_QUEUE_TOPIC).isPresent()) {
            Topics.checkName(Attribute.DEAD_LETTER_QUEUE_TOPIC, topic);
        }
        if (used && TopicFilter.all(subscription.filters()).stream().anyMatch(filter -> filter.matches(topic))) {
            throw Attribute.DEAD_LETTER_QUEUE_TOPIC.wrong(topic,
                    "not be matched by the channel's own filter, as each dead letter would come back");
        }
        return topic;
    }
}

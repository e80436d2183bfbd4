package io.quarkiverse.mqtt5endpoint.core.settings;

/**
 * What happens to messages of a channel whose processing failed.
 *
 * @param strategy the name of a strategy: one of the connector's or one of the application's
 * @param rejectReasonCode the reason code of rejected messages
 * @param deadLetterTopic the topic name of dead letters
 */
public record FailureSettings(String strategy, int rejectReasonCode, String deadLetterTopic,
        DeadLetterFallback deadLetterFallback) {
}

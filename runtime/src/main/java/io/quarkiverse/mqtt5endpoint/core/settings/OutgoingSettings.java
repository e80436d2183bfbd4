package io.quarkiverse.mqtt5endpoint.core.settings;

import java.time.Duration;

/**
 * One outgoing channel.
 *
 * @param defaults with a topic
 * @param maxInflight how many messages may be handed over and not yet acknowledged
 * @param publishTimeout how long an acknowledgement may take; zero for any time
 * @param deliveryTimeout how long a message may take in all, outages included; zero for any time
 */
public record OutgoingSettings(String channel, ClientSettings client, PublishDefaults defaults, int maxInflight,
        Duration publishTimeout, Duration deliveryTimeout, ObservationSettings observation) {

    public OutgoingSettings {
        Attribute.MAX_INFLIGHT_MESSAGES.check(maxInflight);
        Attribute.PUBLISH_TIMEOUT_SECONDS.check(publishTimeout.toSeconds());
        Attribute.DELIVERY_TIMEOUT_SECONDS.check(deliveryTimeout.toSeconds());
    }
}

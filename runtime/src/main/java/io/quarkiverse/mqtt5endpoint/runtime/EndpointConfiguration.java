package io.quarkiverse.mqtt5endpoint.runtime;

import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;

/** The MQTT 5 endpoint, for all of its channels. */
@ConfigMapping(prefix = "quarkus.mqtt5-endpoint")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface EndpointConfiguration {

    /**
     * Whether outgoing channels begin to publish only when the server has granted the subscriptions of the application's
     * incoming channels, so that the application receives its own first messages. They wait for 10 seconds at most, and
     * not for a channel that failed, or whose messages nobody has asked for yet.
     */
    @ConfigDocDefault("`true` in dev and test mode, `false` in production")
    Optional<Boolean> publishAfterSubscribe();
}

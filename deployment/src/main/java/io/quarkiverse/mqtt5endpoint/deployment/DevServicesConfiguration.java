package io.quarkiverse.mqtt5endpoint.deployment;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Dev Services of the MQTT 5 endpoint. */
@ConfigMapping(prefix = "quarkus.mqtt5-endpoint")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface DevServicesConfiguration {

    /**
     * Whether dev and test mode start an embedded MQTT 5 server when a channel has no `host`.
     */
    @WithName("devservices.enabled")
    @WithDefault("true")
    boolean enabled();
}

package io.quarkiverse.mqtt5endpoint.runtime;

import jakarta.enterprise.inject.Instance;

import org.eclipse.microprofile.config.Config;

import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;

import io.quarkiverse.mqtt5endpoint.runtime.client.Customization;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.smallrye.reactive.messaging.providers.helpers.ConfigUtils;

/** The application's last word about the client of a channel. */
@FunctionalInterface
interface Customizers {

    Customization of(Config channel);

    static Customizers beans(Instance<ClientCustomizer<Mqtt5ClientBuilder>> beans) {
        return config -> builder -> ConfigUtils.customize(config, beans, builder);
    }
}

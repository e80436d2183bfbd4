package io.quarkiverse.mqtt5endpoint.demo;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What can be turned about the demo itself. */
@ConfigMapping(prefix = "demo")
interface DemoConfig {

    /** Time between two simulated readings. */
    @WithDefault("120ms")
    Duration interval();

    /** Readings above this many degrees Celsius raise an alert. */
    @WithDefault("80")
    double limit();
}

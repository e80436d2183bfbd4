package io.quarkiverse.mqtt5endpoint.demo;

import java.time.Instant;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a sensor measured; travels as JSON. */
@RegisterForReflection
record Reading(String plant, String sensor, double celsius, Instant at) {

    /** Where readings of this sensor are published. */
    String topic() {
        return "plants/" + plant + "/sensors/" + sensor + "/temperature";
    }
}

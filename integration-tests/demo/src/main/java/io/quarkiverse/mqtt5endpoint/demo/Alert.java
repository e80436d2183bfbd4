package io.quarkiverse.mqtt5endpoint.demo;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A reading above the limit; travels as JSON. */
@RegisterForReflection
record Alert(Reading reading, double limit) {

    private static final double CRITICAL = 1.1;

    /** Where alerts of this plant are published. */
    String topic() {
        return "plants/" + reading.plant() + "/alerts";
    }

    /** How bad it is: {@code critical} from a tenth above the limit. */
    String severity() {
        return reading.celsius() > limit * CRITICAL ? "critical" : "warning";
    }
}

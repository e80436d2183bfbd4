package io.quarkiverse.mqtt5endpoint.documented;

/** Travels as JSON. */
record Reading(String sensor, double celsius) {
}

package io.quarkiverse.mqtt5endpoint.demo;

/** An alert as the page shows it; {@code expiry} in seconds, -1 for one that does not expire. */
record AlertView(Reading reading, double limit, String severity, String raisedBy, long expiry) {
}

package io.quarkiverse.mqtt5endpoint.core.settings;

/** Which server references (MQTT 5, 4.11) a client follows. */
public enum ServerRedirects {
    /** Those to another port of the same host. */
    SAME_HOST,
    ANY,
    NEVER
}

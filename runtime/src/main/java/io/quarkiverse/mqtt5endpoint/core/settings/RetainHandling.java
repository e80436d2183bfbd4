package io.quarkiverse.mqtt5endpoint.core.settings;

/** Which retained messages a new subscription asks for (MQTT 5, 3.8.3.1). */
public enum RetainHandling {
    SEND,
    SEND_IF_SUBSCRIPTION_DOES_NOT_EXIST,
    DO_NOT_SEND
}

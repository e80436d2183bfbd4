package io.quarkiverse.mqtt5endpoint.core.settings;

/** Whether a value may be shown. */
enum Secrecy {
    PLAIN,
    /** A part of it may be a user name and a password: what stands before an {@code @}. */
    USER_INFO,
    SECRET
}

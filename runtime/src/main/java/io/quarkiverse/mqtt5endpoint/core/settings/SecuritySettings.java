package io.quarkiverse.mqtt5endpoint.core.settings;

/**
 * Who may read along, and who we are.
 *
 * @param requireTls whether a connection in clear text is refused
 * @param mechanismName the application's mechanism of enhanced authentication (MQTT 5, 4.12); {@code null} for none
 */
public record SecuritySettings(TlsSettings tls, boolean requireTls, Credentials credentials, String mechanismName) {

    public static final SecuritySettings NONE = new SecuritySettings(TlsSettings.OFF, false, Credentials.NONE, null);

    public SecuritySettings {
        tls.checkRequired(requireTls);
    }
}

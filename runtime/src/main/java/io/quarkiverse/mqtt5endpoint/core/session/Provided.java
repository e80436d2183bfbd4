package io.quarkiverse.mqtt5endpoint.core.session;

import com.hivemq.client.mqtt.mqtt5.auth.Mqtt5EnhancedAuthMechanism;

/**
 * What the application and its platform add to the settings of a connection.
 *
 * @param credentials {@code null} for none but those of the settings
 * @param mechanism of enhanced authentication, {@code null} for none
 * @param tls loads what the settings name
 */
public record Provided(Customization customization, CredentialsSource credentials, Mqtt5EnhancedAuthMechanism mechanism,
        TlsSource tls) {
}

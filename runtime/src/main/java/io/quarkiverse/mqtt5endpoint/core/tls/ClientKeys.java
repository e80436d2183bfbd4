package io.quarkiverse.mqtt5endpoint.core.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;

import javax.net.ssl.KeyManagerFactory;

import io.quarkiverse.mqtt5endpoint.core.settings.KeySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.StoreType;

/** With what the client proves who it is. */
public final class ClientKeys {

    private ClientKeys() {
    }

    /** {@code null} for no client certificate. */
    public static KeyManagerFactory load(KeySettings settings) {
        if (settings.isNone()) {
            return null;
        }
        Material material = Material.of(KeySettings.PREFIX, settings.location(), "key", settings.key());
        try {
            return settings.type() == StoreType.PEM ? new PemKeys(settings, material).load()
                    : new StoreKeys(settings, material).load();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This JVM cannot make a key store", e);
        }
    }
}

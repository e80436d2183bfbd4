package io.quarkiverse.mqtt5endpoint.core.connect;

import io.quarkiverse.mqtt5endpoint.core.settings.TlsSettings;
import io.quarkiverse.mqtt5endpoint.core.tls.TlsMaterial;

/** Loads the certificates and keys that settings name. Asked before each attempt to connect, as they can change. */
@FunctionalInterface
public interface TlsSource {

    /**
     * May read files: never called on an event loop.
     *
     * @param settings with TLS
     * @throws io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException if something is missing, unreadable, or
     *         does not fit
     */
    TlsMaterial load(TlsSettings settings);
}

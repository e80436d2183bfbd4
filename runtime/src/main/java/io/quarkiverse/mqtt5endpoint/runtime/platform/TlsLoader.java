package io.quarkiverse.mqtt5endpoint.runtime.platform;

import java.util.List;

import io.quarkiverse.mqtt5endpoint.core.connect.TlsSource;
import io.quarkiverse.mqtt5endpoint.core.settings.TlsSettings;
import io.quarkiverse.mqtt5endpoint.core.tls.ClientKeys;
import io.quarkiverse.mqtt5endpoint.core.tls.TlsMaterial;
import io.quarkiverse.mqtt5endpoint.core.tls.TrustStore;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;

/** Loads what settings name: stores of their own, or a configuration of the TLS registry. */
public final class TlsLoader implements TlsSource {

    private final TlsConfigurationRegistry registry;
    private final Vertx vertx;

    public TlsLoader(TlsConfigurationRegistry registry, Vertx vertx) {
        this.registry = registry;
        this.vertx = vertx;
    }

    /**
     * Reads files, so never call it on an event loop. The registry is asked each time, so that a reload takes effect.
     *
     * @param settings with TLS
     * @throws InvalidAttributeException where something is missing, unreadable, or doesn't fit
     */
    @Override
    public TlsMaterial load(TlsSettings settings) {
        if (settings.configurationName() != null) {
            return new RegisteredTls(settings.configurationName(), find(settings.configurationName()), vertx).load();
        }
        return new TlsMaterial(TrustStore.load(settings.trust()), ClientKeys.load(settings.key()), List.of(), List.of(), null,
                settings.verifyHost());
    }

    private TlsConfiguration find(String name) {
        return registry.get(name).orElseThrow(() -> new InvalidAttributeException(RegisteredTls.NAME, name,
                "be the name of a TLS configuration (`quarkus.tls.<name>.*`)"));
    }
}

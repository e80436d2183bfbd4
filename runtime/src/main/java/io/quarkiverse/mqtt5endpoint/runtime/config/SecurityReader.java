package io.quarkiverse.mqtt5endpoint.runtime.config;

import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.Credentials;
import io.quarkiverse.mqtt5endpoint.core.settings.KeySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SecuritySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.StoreType;
import io.quarkiverse.mqtt5endpoint.core.settings.TlsSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TrustSettings;

/** Reads the attributes for TLS and authentication. */
record SecurityReader(Attributes attributes) {

    SecuritySettings read() {
        refuseTrustAll();
        return new SecuritySettings(tls(), attributes.bool(Attribute.REQUIRE_TLS).orElseThrow(),
                new Credentials(attributes.textOrNull(Attribute.USERNAME), attributes.textOrNull(Attribute.PASSWORD),
                        attributes.textOrNull(Attribute.CREDENTIALS_PROVIDER_NAME)),
                attributes.textOrNull(Attribute.AUTHENTICATION_MECHANISM_NAME));
    }

    /** An attribute of other connectors, which here would open what is to be closed. */
    private void refuseTrustAll() {
        if (attributes.bool(Attribute.TRUST_ALL).orElse(false)) {
            throw Attribute.TRUST_ALL.wrong(attributes.textOrNull(Attribute.TRUST_ALL),
                    "not be set: to trust every server, use `tls-configuration-name` and `quarkus.tls.<name>.trust-all`");
        }
    }

    private TlsSettings tls() {
        return TlsSettings.of(attributes.bool(Attribute.SSL).orElse(null),
                attributes.bool(Attribute.SSL_HOSTNAME_VERIFIER).orElse(null),
                new TrustSettings(attributes.choice(Attribute.SSL_TRUSTSTORE_TYPE, StoreType.class).orElse(null),
                        attributes.textOrNull(Attribute.SSL_TRUSTSTORE_LOCATION),
                        attributes.textOrNull(Attribute.SSL_TRUSTSTORE_CERTIFICATES),
                        attributes.textOrNull(Attribute.SSL_TRUSTSTORE_PASSWORD)),
                new KeySettings(attributes.choice(Attribute.SSL_KEYSTORE_TYPE, StoreType.class).orElse(null),
                        attributes.textOrNull(Attribute.SSL_KEYSTORE_LOCATION),
                        attributes.textOrNull(Attribute.SSL_KEYSTORE_KEY),
                        attributes.textOrNull(Attribute.SSL_KEYSTORE_CERTIFICATE_CHAIN),
                        attributes.textOrNull(Attribute.SSL_KEYSTORE_KEY_PASSWORD),
                        attributes.textOrNull(Attribute.SSL_KEYSTORE_PASSWORD)),
                attributes.textOrNull(Attribute.TLS_CONFIGURATION_NAME));
    }
}
